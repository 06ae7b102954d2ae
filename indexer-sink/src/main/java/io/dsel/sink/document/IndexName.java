package io.dsel.sink.document;

import io.dsel.event.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index that an event's document lies in, as a function of the event alone: so an event that comes again meets its
 * own document, whenever that is. Readers use the aliases.
 */
public final class IndexName {
    /** Every indexed domain event. */
    public static final String EVENTS_ALIAS = "dsel-events";

    /** Every indexed aggregate. */
    public static final String AGGREGATES_ALIAS = "dsel-aggregates";

    /** The greatest event of every entity. */
    public static final String HEADS_ALIAS = "dsel-heads";

    /** Version of the mapping: another one means other indices, filled beside these. */
    private static final String VERSION = "-v1";

    /** The one index of heads. */
    public static final String HEADS = HEADS_ALIAS + VERSION;

    private static final Pattern MONTHLY =
            Pattern.compile("(?:" + EVENTS_ALIAS + "|" + AGGREGATES_ALIAS + ")-v[0-9]+-([0-9]{4})\\.([0-9]{2})");

    private IndexName() {}

    /** {@code dsel-events-v1-2026.03} or {@code dsel-aggregates-v1-2026.03}: the month of event time in UTC. */
    public static String of(Event event) {
        String alias = event.kind().isAggregate() ? AGGREGATES_ALIAS : EVENTS_ALIAS;
        return of(alias, event.meta().timestamp());
    }

    /** The month that an index holds, or empty if the name is not that of a monthly index of ours. */
    public static Optional<YearMonth> month(String index) {
        Matcher matcher = MONTHLY.matcher(index);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int month = Integer.parseInt(matcher.group(2));
        return month < 1 || month > 12
                ? Optional.empty()
                : Optional.of(YearMonth.of(Integer.parseInt(matcher.group(1)), month));
    }

    private static String of(String alias, Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        int month = day.getMonthValue();
        return alias + VERSION + "-" + day.getYear() + (month < 10 ? ".0" : ".") + month;
    }
}
