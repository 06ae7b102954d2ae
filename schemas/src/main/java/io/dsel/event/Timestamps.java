package io.dsel.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Times as text, RFC 3339. Those of the usual form, {@code 2026-01-15T10:30:00.123Z}, are read and written by position:
 * each event has several, and Java's formatter takes a tenth of a write's time for them.
 */
final class Timestamps {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final String DIGITS = "0000-00-00T00:00:00.000Z";
    private static final int UP_TO_SECONDS = 19;
    private static final int NANOS_A_MILLI = 1_000_000;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int MOST_DAY = 28; // the days that every month has; the others are left to the formatter

    private Timestamps() {}

    /** In UTC, with milliseconds. */
    static String format(Instant instant) {
        long second = instant.getEpochSecond();
        long day = Math.floorDiv(second, SECONDS_A_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > 9_999) {
            return MILLIS.format(instant);
        }
        int ofDay = (int) (second - day * SECONDS_A_DAY);
        byte[] text = DIGITS.getBytes(ISO_8859_1);
        put(text, 0, 4, date.getYear());
        put(text, 5, 2, date.getMonthValue());
        put(text, 8, 2, date.getDayOfMonth());
        put(text, 11, 2, ofDay / 3_600);
        put(text, 14, 2, ofDay / 60 % 60);
        put(text, 17, 2, ofDay % 60);
        put(text, 20, 3, instant.getNano() / NANOS_A_MILLI);
        return new String(text, ISO_8859_1);
    }

    /** @throws DateTimeException if it is no time with an offset */
    static Instant parse(String text) {
        boolean millis = text.length() == DIGITS.length();
        if ((millis || text.length() == UP_TO_SECONDS + 1) && isUsual(text)) {
            int month = number(text, 5, 2);
            int day = number(text, 8, 2);
            int hour = number(text, 11, 2);
            int minute = number(text, 14, 2);
            int second = number(text, 17, 2);
            if (month >= 1 && month <= 12 && day >= 1 && day <= MOST_DAY && hour < 24 && minute < 60 && second < 60) {
                long date = LocalDate.of(number(text, 0, 4), month, day).toEpochDay();
                return Instant.ofEpochSecond(
                        date * SECONDS_A_DAY + hour * 3_600 + minute * 60 + second,
                        millis ? number(text, 20, 3) * NANOS_A_MILLI : 0);
            }
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    /** Digits where the usual form has digits, and its other characters. */
    private static boolean isUsual(String text) {
        int last = text.length() - 1;
        for (int i = 0; i < last; i++) {
            char wanted = DIGITS.charAt(i);
            char found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return text.charAt(last) == 'Z';
    }

    private static int number(String text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    private static void put(byte[] text, int from, int digits, int number) {
        int left = number;
        for (int i = from + digits - 1; i >= from; i--) {
            text[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }
}
