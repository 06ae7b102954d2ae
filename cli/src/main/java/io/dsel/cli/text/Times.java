package io.dsel.cli.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people write and read them.
 *
 * @param clock what "ago" counts from
 * @param zone in which times without an offset are meant and all times are shown
 */
public record Times(InstantSource clock, ZoneId zone) {
    /** What {@link #parse} takes, for help texts. */
    public static final String ACCEPTED =
            "RFC 3339 (2026-01-15T10:30:00Z), local time (2026-01-15T10:30, 2026-01-15), or ago (2h, 3d12h, 45m)";

    private static final Pattern AGO = Pattern.compile("-?((?:[0-9]+[wdhms])+)(?: ago)?");
    private static final Pattern STEP = Pattern.compile("([0-9]+)([wdhms])");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

    public static Times system() {
        return new Times(InstantSource.system(), ZoneId.systemDefault());
    }

    /** @throws IllegalArgumentException saying what is accepted */
    public Instant parse(String text) {
        String trimmed = text.strip();
        try {
            Matcher ago = AGO.matcher(trimmed);
            if (trimmed.equals("now")) {
                return clock.instant();
            }
            if (ago.matches()) {
                return clock.instant().minus(duration(ago.group(1)));
            }
            if (trimmed.matches("[0-9-]{10}")) {
                return LocalDate.parse(trimmed).atStartOfDay(zone).toInstant();
            }
            if (trimmed.matches(".*(Z|z|[+-][0-9:]+)") && trimmed.indexOf(':') > 0) {
                return OffsetDateTime.parse(trimmed.replaceFirst(" ", "T")).toInstant();
            }
            return LocalDateTime.parse(trimmed.replaceFirst(" ", "T"))
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time; give " + ACCEPTED, e);
        }
    }

    /** In the zone, to the second. */
    public String show(Instant time) {
        return SECONDS.format(time.atZone(zone));
    }

    /** In the zone, to the millisecond. */
    public String showMillis(Instant time) {
        return MILLIS.format(time.atZone(zone));
    }

    /** How long ago, in one unit: {@code 45s}, {@code 12m}, {@code 5h}, {@code 3d}, {@code 8y}. */
    public String age(Instant time) {
        Duration age = Duration.between(time, clock.instant());
        return age.isNegative() ? "in " + rough(age.negated()) : rough(age);
    }

    /** In one unit, a unit only from two of it on. */
    public static String rough(Duration duration) {
        if (duration.toSeconds() < 120) {
            return duration.toSeconds() + "s";
        }
        if (duration.toMinutes() < 120) {
            return duration.toMinutes() + "m";
        }
        if (duration.toHours() < 48) {
            return duration.toHours() + "h";
        }
        return duration.toDays() < 730 ? duration.toDays() + "d" : duration.toDays() / 365 + "y";
    }

    private static Duration duration(String text) {
        Duration sum = Duration.ZERO;
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            long n = Long.parseLong(step.group(1));
            sum = sum.plus(
                    switch (step.group(2)) {
                        case "w" -> Duration.ofDays(Math.multiplyExact(n, 7));
                        case "d" -> Duration.ofDays(n);
                        case "h" -> Duration.ofHours(n);
                        case "m" -> Duration.ofMinutes(n);
                        default -> Duration.ofSeconds(n);
                    });
        }
        return sum;
    }
}
