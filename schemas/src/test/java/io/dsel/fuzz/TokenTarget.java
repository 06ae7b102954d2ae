package io.dsel.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Token;

/** The text of a token, and what it is made of. */
final class TokenTarget {
    private TokenTarget() {}

    static void run(byte[] input) {
        read(new String(input, UTF_8));
        read(java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(input));
    }

    private static void read(String text) {
        try {
            Token token = Token.parse(text);
            Property.same(text, token.text());
            Property.same(token, Token.parse(token.text()));
        } catch (IllegalArgumentException e) {
            Property.says(e);
        }
    }
}
