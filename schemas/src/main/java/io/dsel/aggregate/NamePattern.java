package io.dsel.aggregate;

import java.util.regex.Pattern;

/** A name in which {@code *} stands for any characters. */
final class NamePattern {
    static final int MOST = 100;

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9*]{0," + MOST + "}(Event|Aggregate)");

    private NamePattern() {}

    /** Whether it is one for kinds of events. The end tells whether it is for events or for aggregates. */
    static boolean isOne(String pattern) {
        return pattern.length() <= MOST && FORM.matcher(pattern).matches();
    }

    /** In time of the product of both lengths at most, however many stars there are. */
    static boolean matches(String pattern, String name) {
        int at = 0;
        int from = 0;
        int star = -1;
        int next = 0;
        while (from < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                next = from;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(from)) {
                at++;
                from++;
            } else if (star >= 0) {
                at = star + 1;
                from = ++next;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
