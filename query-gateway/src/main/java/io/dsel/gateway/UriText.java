package io.dsel.gateway;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The text of a URI's query. */
final class UriText {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String LEGAL = "-._~!$&'()*+,;=:@/?%";

    private UriText() {}

    /** The same query with what RFC 3986 does not allow there percent-encoded; a lone {@code %} is taken for itself. */
    static String legal(String query) {
        StringBuilder text = new StringBuilder(query.length() + 16);
        for (int i = 0; i < query.length(); ) {
            int character = query.codePointAt(i);
            boolean escape = character != '%' || isEscape(query, i);
            if (escape && isLegal(character)) {
                text.appendCodePoint(character);
            } else {
                for (byte b : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    HEX.toHexDigits(text.append('%'), b);
                }
            }
            i += Character.charCount(character);
        }
        return text.toString();
    }

    private static boolean isEscape(String query, int at) {
        return at + 2 < query.length()
                && HexFormat.isHexDigit(query.charAt(at + 1))
                && HexFormat.isHexDigit(query.charAt(at + 2));
    }

    private static boolean isLegal(int character) {
        return character < 0x80 && (Character.isLetterOrDigit(character) || LEGAL.indexOf(character) >= 0);
    }
}
