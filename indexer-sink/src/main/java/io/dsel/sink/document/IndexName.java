package io.dsel.sink.document;

import io.dsel.event.Event;
import io.dsel.index.IndexSort;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The index that an event's document lies in, as a function of the event and the generation alone: so an event that
 * comes again meets its own document, whenever that is.
 *
 * @param month of event time in UTC; none for heads
 */
public record IndexName(IndexSort sort, int generation, Optional<YearMonth> month) {
    private static final Pattern NAME =
            Pattern.compile("dsel-(events|aggregates|heads)-v([1-9][0-9]{0,8})(?:-([0-9]{4})\\.(0[1-9]|1[0-2]))?");

    /** {@code dsel-events-v1-2026.03} or {@code dsel-aggregates-v1-2026.03}. */
    public static String of(Event event, int generation) {
        IndexSort sort = event.kind().isAggregate() ? IndexSort.AGGREGATES : IndexSort.EVENTS;
        return of(sort.stem(generation), event.meta().timestamp());
    }

    /** What a name says, or empty if it is not that of an index of ours. */
    public static Optional<IndexName> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        IndexSort sort = IndexSort.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        boolean monthly = matcher.group(3) != null;
        if (monthly == (sort == IndexSort.HEADS)) {
            return Optional.empty();
        }
        Optional<YearMonth> month = monthly
                ? Optional.of(YearMonth.of(Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4))))
                : Optional.empty();
        return Optional.of(new IndexName(sort, Integer.parseInt(matcher.group(2)), month));
    }

    /** The index of another generation that the same events lie in. */
    public IndexName in(int otherGeneration) {
        return new IndexName(sort, otherGeneration, month);
    }

    /** As OpenSearch knows it. */
    public String text() {
        return month.map(it -> of(sort.stem(generation), it.getYear(), it.getMonthValue()))
                .orElseGet(() -> sort.stem(generation));
    }

    private static String of(String stem, Instant time) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        return of(stem, day.getYear(), day.getMonthValue());
    }

    private static String of(String stem, int year, int month) {
        return stem + "-" + year + (month < 10 ? ".0" : ".") + month;
    }
}
