package io.dsel.kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * What keeps events of one schema from being read with another, both ways: readers that know the change read what was
 * written before it, and those that do not know it read what is written after. As the registry's {@code FULL}, but with the
 * field's name.
 */
public final class SchemaChange {

    /**
     * One thing that does not fit.
     *
     * @param field path from the object where it is in the object, such as {@code spec.region}; else from the event
     */
    public record Misfit(String field, String reason) {}

    private SchemaChange() {}

    /** Between two schemas of one kind of events; empty if both read the other. */
    public static List<Misfit> between(Schema before, Schema after) {
        Set<String> told = new TreeSet<>();
        List<Misfit> misfits = new ArrayList<>();
        add(misfits, told, after, before, "events written before could not be read");
        add(
                misfits,
                told,
                before,
                after,
                "readers that do not know the change could not read what is written after it");
        return misfits;
    }

    private static void add(List<Misfit> misfits, Set<String> told, Schema reader, Schema writer, String so) {
        List<Incompatibility> found = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
        for (Incompatibility one : found) {
            String field = path(reader, one.getLocation());
            if (told.add(field)) {
                misfits.add(new Misfit(field, reason(one) + ": " + so));
            }
        }
    }

    private static String reason(Incompatibility one) {
        return switch (one.getType()) {
            case READER_FIELD_MISSING_DEFAULT_VALUE -> "has no default, and one of the two schemas is without it";
            case MISSING_ENUM_SYMBOLS -> "lacks the symbols " + one.getMessage();
            case MISSING_UNION_BRANCH -> "may no longer be what it was: " + one.getMessage();
            case TYPE_MISMATCH -> "is of another type (" + one.getMessage() + ")";
            default -> one.getMessage();
        };
    }

    /** The names on the way of a JSON pointer into a schema, without the event's own part of it. */
    private static String path(Schema event, String pointer) {
        StringBuilder path = new StringBuilder();
        Schema at = event;
        String[] steps = pointer.split("/");
        for (int i = 1; i < steps.length && at != null; i++) {
            switch (steps[i]) {
                case "fields" -> {
                    Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
                    path.append(path.isEmpty() ? "" : ".").append(field.name());
                    at = field.schema();
                }
                case "items" -> {
                    path.append("[]");
                    at = at.getElementType();
                }
                case "values" -> at = at.getValueType();
                case "type" -> {} // of the field that was just passed
                default ->
                    at = steps[i].matches("\\d+") && at.isUnion()
                            ? at.getTypes().get(Integer.parseInt(steps[i]))
                            : null;
            }
        }
        String full = path.toString();
        String object =
                "spec." + event.getField("spec").schema().getFields().getFirst().name() + ".";
        return full.startsWith(object) ? full.substring(object.length()) : full;
    }
}
