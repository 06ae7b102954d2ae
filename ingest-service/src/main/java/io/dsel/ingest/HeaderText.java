package io.dsel.ingest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Text in a header: as it is, or, beyond ASCII, as {@code UTF-8''Ren%C3%A9} (the form of RFC 8187). */
final class HeaderText {
    private static final String EXTENDED = "UTF-8''";

    private HeaderText() {}

    static String decode(String value) {
        if (!value.regionMatches(true, 0, EXTENDED, 0, EXTENDED.length())) {
            return value;
        }
        String encoded = value.substring(EXTENDED.length()).replace("+", "%2B");
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value; // no such encoding: the text happens to begin like one
        }
    }
}
