package io.dsel.gateway.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EventOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Where a page ended, and which question it is a page of. The place is the same in every tier, so that a page may come
 * from another tier than the one before.
 *
 * @param question fingerprint of the question
 * @param place in the list's order
 */
public record Cursor(String question, String place) {

    public static Cursor of(String identity, String place) {
        return new Cursor(fingerprint(identity), place);
    }

    public static Cursor of(String identity, EventOrder last) {
        return of(identity, last.timestamp() + " " + last.eventId());
    }

    /** URL-safe text, opaque to callers. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((question + "\n" + place).getBytes(UTF_8));
    }

    /** @throws IllegalArgumentException if the text is no cursor */
    public static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", 2);
            if (parts.length == 2) {
                return new Cursor(parts[0], parts[1]);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a cursor of this service", e);
        }
        throw new IllegalArgumentException("not a cursor of this service");
    }

    /** @throws IllegalArgumentException if it is of another question */
    public String placeIn(String identity) {
        if (!question.equals(fingerprint(identity))) {
            throw new IllegalArgumentException("the cursor is of another query; page with the parameters it came from");
        }
        return place;
    }

    /** @throws IllegalArgumentException if it is of another question */
    public EventOrder orderIn(String identity) {
        String[] parts = placeIn(identity).split(" ", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a cursor of this service");
        }
        return new EventOrder(Long.parseLong(parts[0]), parts[1]);
    }

    private static String fingerprint(String identity) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
