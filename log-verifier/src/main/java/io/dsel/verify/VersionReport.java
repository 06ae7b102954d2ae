package io.dsel.verify;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How two kinds of aggregates agree, group by group.
 *
 * @param both groups that both have, moving ones included
 * @param onlyLive groups that only the live kind has
 * @param onlyOther groups that only the other kind has
 * @param differing of those that both have, the groups in which they do not say the same
 * @param differingByField in how many groups each field differs; a field is named by its first two steps, such as
 *     {@code measures.outcomes}
 * @param examples some fields of groups that differ
 * @param moving groups in which the two are of other events than each other, so that they are neither equal nor differing: events
 *     came faster than they could be looked at; or, where an aggregate is not told with each event, they have the same events and
 *     were told of them at other moments
 */
public record VersionReport(
        long both,
        long onlyLive,
        long onlyOther,
        long differing,
        Map<String, Long> differingByField,
        List<Example> examples,
        long moving) {

    /**
     * A field of a group that differs.
     *
     * @param group {@code <app>/<name>}, each percent-encoded
     * @param field as a path with dots; empty where one of the two lacks the group
     * @param live what the live kind says; empty if nothing
     * @param other what the other kind says; empty if nothing
     */
    public record Example(String group, String field, String live, String other) {}

    public VersionReport {
        differingByField = new TreeMap<>(differingByField);
        examples = List.copyOf(examples);
    }

    /** Whether no difference was found. */
    public boolean isEqual() {
        return onlyLive + onlyOther + differing == 0;
    }
}
