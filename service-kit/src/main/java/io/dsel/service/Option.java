package io.dsel.service;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One thing that can be set: {@code http.port} in a properties file, {@code DSEL_HTTP_PORT} in the environment.
 *
 * @param name dotted, lower case
 * @param fallback text of the default; null if it must be given
 * @param meaning one sentence, with the unit
 * @param parser from text; throws {@link IllegalArgumentException} saying what is allowed
 * @param secret never shown
 */
public record Option<T>(String name, String fallback, String meaning, Function<String, T> parser, boolean secret) {

    public static Option<String> text(String name, String fallback, String meaning) {
        return new Option<>(name, fallback, meaning, Function.identity(), false);
    }

    public static Option<String> secret(String name, String meaning) {
        return new Option<>(name, "", meaning, Function.identity(), true);
    }

    public static Option<Integer> number(String name, int fallback, int least, int most, String meaning) {
        return new Option<>(name, Integer.toString(fallback), meaning, text -> parseInt(text, least, most), false);
    }

    public static Option<Duration> millis(String name, long fallback, String meaning) {
        Function<String, Duration> parser = text -> Duration.ofMillis(parseInt(text, 0, Integer.MAX_VALUE));
        return new Option<>(name, Long.toString(fallback), meaning + " (ms)", parser, false);
    }

    public static Option<List<URI>> urls(String name, String fallback, String meaning) {
        Function<String, List<URI>> parser = text -> Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Option::parseUrl)
                .toList();
        return new Option<>(name, fallback, meaning, parser, false);
    }

    /** {@code DSEL_HTTP_PORT} for {@code http.port}. */
    public String variable() {
        return "DSEL_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static int parseInt(String text, int least, int most) {
        try {
            int value = Integer.parseInt(text.strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says what is allowed.
        }
        throw new IllegalArgumentException("'" + text + "' is not a whole number from " + least + " to " + most);
    }

    private static URI parseUrl(String text) {
        URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        if (url.getHost() == null) {
            throw new IllegalArgumentException("'" + text + "' is not a URL such as http://127.0.0.1:8080");
        }
        return url;
    }
}
