package io.dsel.aggregate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the events of one version of an aggregate are called: those of the first as the aggregate, those of version 2 of
 * {@code RolloutWeeklyAggregate} {@code RolloutWeeklyV2Aggregate}. So each version has a topic, groups and documents of its
 * own, and nothing of one is ever taken for another's.
 *
 * @param aggregate its name
 * @param version from 1
 */
public record VersionName(String aggregate, int version) {
    private static final String END = "Aggregate";
    private static final Pattern LATER = Pattern.compile("(.+)V([1-9][0-9]{0,4})" + END);

    /** @param kind of events of an aggregate */
    public static VersionName parse(String kind) {
        Matcher later = LATER.matcher(kind);
        return later.matches()
                ? new VersionName(later.group(1) + END, Integer.parseInt(later.group(2)))
                : new VersionName(kind, 1);
    }

    /** Whether that is a name of versions after the first, which no aggregate may have for its own. */
    public static boolean isLater(String kind) {
        return kind.endsWith(END) && LATER.matcher(kind).matches();
    }

    /** The kind of its events. */
    public String kind() {
        return version == 1
                ? aggregate
                : aggregate.substring(0, aggregate.length() - END.length()) + "V" + version + END;
    }
}
