package io.dsel.manifest;

import io.dsel.event.Violations;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one object of a document, each taken once; what is missing, of another type or left over is a violation
 * that names its path from the document's root.
 */
public final class Fields {
    private static final Duration LEAST_DURATION = Duration.ofHours(1);

    private final ObjectNode object;
    private final String path;
    private final Violations wrong;
    private final Set<String> taken = new TreeSet<>();

    private Fields(ObjectNode object, String path, Violations wrong) {
        this.object = object;
        this.path = path;
        this.wrong = wrong;
    }

    /** @param path of the object; empty for the document's root */
    public static Fields of(JsonNode node, String path, Violations wrong) {
        if (node instanceof ObjectNode object) {
            return new Fields(object, path, wrong);
        }
        wrong.add(
                path.isEmpty() ? "the manifest" : path,
                "is " + (node.isMissingNode() ? "required," : "not") + " an object");
        return new Fields(JsonNodeFactory.instance.objectNode(), path, wrong);
    }

    public String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    public JsonNode node(String field) {
        taken.add(field);
        return object.path(field);
    }

    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    public Fields object(String field) {
        return of(node(field), path(field), wrong);
    }

    /** The text, or an empty one if there is none, which is a violation. */
    public String text(String field) {
        Optional<String> text = optionalText(field);
        if (text.isEmpty() || text.get().isBlank()) {
            wrong.add(path(field), "is required, a text");
        }
        return text.orElse("");
    }

    public Optional<String> optionalText(String field) {
        JsonNode value = node(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            wrong.add(path(field), "is " + value + ", not a text");
            return Optional.empty();
        }
        return Optional.of(value.stringValue());
    }

    /** A length of time in ISO 8601, such as {@code P365D}, of an hour at least. */
    public Optional<Duration> duration(String field) {
        return parsedDuration(field).map(duration -> {
            if (duration.compareTo(LEAST_DURATION) < 0) {
                wrong.add(path(field), duration + " is less than an hour");
            }
            return duration;
        });
    }

    /** A length of time in ISO 8601 of that range; both ends are in it. */
    public Optional<Duration> duration(String field, Duration least, Duration most) {
        return parsedDuration(field).map(duration -> {
            if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                wrong.add(path(field), duration + " is not from " + least + " to " + most);
            }
            return duration;
        });
    }

    private Optional<Duration> parsedDuration(String field) {
        return optionalText(field).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                wrong.add(path(field), "'" + text + "' is not an ISO 8601 duration such as P365D");
                return Duration.ZERO;
            }
        });
    }

    /** A whole number of that range; the usual one if there is none, or one beyond, which is a violation. */
    public int integer(String field, int usual, int least, int most) {
        JsonNode value = node(field);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (value.isInt() && value.intValue() >= least && value.intValue() <= most) {
            return value.intValue();
        }
        wrong.add(path(field), "is " + value + ", not a whole number from " + least + " to " + most);
        return usual;
    }

    public List<Double> numbers(String field) {
        return list(field, item -> {
            double number = item.value.isNumber() ? item.value.doubleValue() : Double.NaN;
            if (!Double.isFinite(number)) {
                wrong.add(item.path, "is " + item.value + ", not a number");
            }
            return number;
        });
    }

    public List<String> texts(String field) {
        return list(field, item -> {
            if (!item.value.isString()) {
                wrong.add(item.path, "is " + item.value + ", not a text");
            }
            return item.value.asString("");
        });
    }

    public <T> List<T> objects(String field, Function<Fields, T> reader) {
        return list(field, item -> {
            Fields fields = of(item.value, item.path, wrong);
            T read = reader.apply(fields);
            fields.requireNoOthers();
            return read;
        });
    }

    /** Requires that a text. */
    public void require(String field, String wanted) {
        String found = text(field);
        if (!wanted.equals(found)) {
            wrong.add(path(field), "is '" + found + "', not '" + wanted + "'");
        }
    }

    /** One of an enumeration, in small letters. */
    public <E extends Enum<E>> E oneOf(String field, Class<E> type, E usual) {
        Optional<String> text = optionalText(field);
        for (E value : type.getEnumConstants()) {
            if (text.isPresent() && value.name().equalsIgnoreCase(text.get())) {
                return value;
            }
        }
        text.ifPresent(it -> wrong.add(path(field), "'" + it + "' is not one of " + List.of(type.getEnumConstants())));
        return usual;
    }

    /** The names of what is there and was not asked for yet. */
    public List<String> others() {
        return object.propertyNames().stream()
                .filter(name -> !taken.contains(name))
                .toList();
    }

    /** Whatever was not asked for has no meaning here. */
    public void requireNoOthers() {
        others().forEach(name -> wrong.add(path(name), "is not a field here; those are " + taken));
    }

    private record Item(JsonNode value, String path) {}

    private <T> List<T> list(String field, Function<Item, T> reader) {
        JsonNode array = node(field);
        List<T> items = new ArrayList<>();
        if (array.isMissingNode() || array.isNull()) {
            return items;
        }
        if (!array.isArray()) {
            wrong.add(path(field), "is not a list");
            return items;
        }
        for (int i = 0; i < array.size(); i++) {
            items.add(reader.apply(new Item(array.get(i), path(field) + "[" + i + "]")));
        }
        return items;
    }
}
