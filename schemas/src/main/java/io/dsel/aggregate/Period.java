package io.dsel.aggregate;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/**
 * Stretches of time that a group is cut into, by the clocks of a time zone. They follow each other without a gap: where
 * clocks are put back, the hour that they show twice is one period of two hours.
 */
public record Period(Unit unit, ZoneId zone) {

    /** How long a period is. */
    public enum Unit {
        HOUR("uuuu-MM-dd'T'HH"),
        DAY("uuuu-MM-dd"),
        /** From Monday to Sunday, numbered as in ISO 8601. */
        WEEK("YYYY-'W'ww"),
        MONTH("uuuu-MM");

        private final DateTimeFormatter format;

        Unit(String pattern) {
            // The weeks of Germany are those of ISO 8601.
            format = DateTimeFormatter.ofPattern(pattern, Locale.GERMANY);
        }

        private LocalDateTime first(LocalDateTime within) {
            return switch (this) {
                case HOUR -> within.truncatedTo(ChronoUnit.HOURS);
                case DAY -> within.truncatedTo(ChronoUnit.DAYS);
                case WEEK ->
                    within.truncatedTo(ChronoUnit.DAYS)
                            .minusDays(within.getDayOfWeek().getValue() - 1L);
                case MONTH -> within.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            };
        }

        private LocalDateTime next(LocalDateTime first) {
            return switch (this) {
                case HOUR -> first.plusHours(1);
                case DAY -> first.plusDays(1);
                case WEEK -> first.plusWeeks(1);
                case MONTH -> first.plusMonths(1);
            };
        }
    }

    /** When the period begins that the instant is in. */
    public Instant start(Instant instant) {
        return begin(local(instant));
    }

    /** When it has ended: the beginning of the next one. */
    public Instant end(Instant instant) {
        return begin(unit.next(local(instant)));
    }

    /** What the period is called: {@code 2026-03-01T10}, {@code 2026-03-01}, {@code 2026-W09} or {@code 2026-03}. */
    public String name(Instant instant) {
        return unit.format.format(local(instant));
    }

    /** What clocks show, for the first time, at its beginning. */
    private LocalDateTime local(Instant instant) {
        LocalDateTime first = unit.first(LocalDateTime.ofInstant(instant, zone));
        // Clocks that were put back from a period into the one before show that again, but it has ended.
        while (!instant.isBefore(begin(unit.next(first)))) {
            first = unit.next(first);
        }
        return first;
    }

    private Instant begin(LocalDateTime local) {
        ZoneOffsetTransition transition = zone.getRules().getTransition(local);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }
}
