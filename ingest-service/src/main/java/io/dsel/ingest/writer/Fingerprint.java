package io.dsel.ingest.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What an event says, besides its id and time, in 128 bits of SHA-256: its kind and all that follows in the bytes. */
record Fingerprint(long high, long low) {
    private static final int HALF = 16;

    static Fingerprint of(String topic, byte[] value) {
        MessageDigest digest = sha256();
        digest.update(topic.getBytes(UTF_8));
        digest.update((byte) 0);
        int from = EventBytes.bodyStart(value);
        digest.update(value, from, value.length - from);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Fingerprint(hash.getLong(), hash.getLong());
    }

    /** @throws IllegalArgumentException if it is not what {@link #text()} gives */
    static Fingerprint parse(String text) {
        return new Fingerprint(
                HexFormat.fromHexDigitsToLong(text, 0, HALF), HexFormat.fromHexDigitsToLong(text, HALF, text.length()));
    }

    /** 32 hex digits. */
    String text() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
