package io.dsel.service;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** The values of a service's options: the environment over a properties file over the defaults. */
public final class Configuration {
    private static final String MASK = "********";

    private final Map<String, Option<?>> options = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /**
     * @param file a properties file, if there is one
     * @throws IllegalArgumentException naming the first option that is wrong, where it was set and what is allowed
     */
    public Configuration(List<Option<?>> options, Map<String, String> environment, Optional<Path> file) {
        options.forEach(option -> this.options.put(option.name(), option));
        Properties fromFile = file.map(Configuration::read).orElseGet(Properties::new);
        for (String name : fromFile.stringPropertyNames()) {
            if (!this.options.containsKey(name)) {
                throw new IllegalArgumentException(file.get() + ": '" + name
                        + "' is no option of this service; those are " + this.options.keySet());
            }
        }
        options.forEach(option -> values.put(option.name(), parse(option, environment, fromFile)));
    }

    /** @throws IllegalArgumentException if the option was not among those given to the constructor */
    @SuppressWarnings("unchecked") // each value was made by its option's own parser
    public <T> T get(Option<T> option) {
        if (!values.containsKey(option.name())) {
            throw new IllegalArgumentException("option " + option.name() + " is not one of this service");
        }
        return (T) values.get(option.name());
    }

    /** One line an option, secrets masked. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            boolean hidden = options.get(name).secret() && !"".equals(value);
            text.append(name).append('=').append(hidden ? MASK : value).append('\n');
        });
        return text.toString();
    }

    private static Object parse(Option<?> option, Map<String, String> environment, Properties file) {
        String variable = option.variable();
        String source = variable;
        String text = environment.get(variable);
        if (text == null && option.secret() && environment.containsKey(variable + "_FILE")) {
            text = readSecret(Path.of(environment.get(variable + "_FILE")));
        }
        if (text == null) {
            source = option.name();
            text = file.getProperty(option.name(), option.fallback());
        }
        if (text == null) {
            throw new IllegalArgumentException(option.name() + " must be set (" + variable + "): " + option.meaning());
        }
        try {
            return option.parser().apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + ": " + (option.secret() ? "not valid" : e.getMessage()), e);
        }
    }

    private static String readSecret(Path path) {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the secret in " + path, e);
        }
    }

    private static Properties read(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
            return properties;
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the configuration file " + path, e);
        }
    }
}
