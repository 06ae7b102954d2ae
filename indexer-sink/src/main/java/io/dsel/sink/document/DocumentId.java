package io.dsel.sink.document;

import io.dsel.event.EntityKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The {@code _id} of a head's document; an event's is its event id. */
public final class DocumentId {
    /** OpenSearch takes no longer id. */
    static final int MAX_BYTES = 512;

    private DocumentId() {}

    /**
     * The entity as text; beyond 512 bytes {@code sha256:} and the digest of that text, which no shorter entity can
     * meet, because a colon in an entity is percent-encoded.
     */
    public static String of(EntityKey entity) {
        String text = entity.text();
        return text.length() <= MAX_BYTES ? text : "sha256:" + sha256(text);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
