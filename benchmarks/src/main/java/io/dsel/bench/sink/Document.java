package io.dsel.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.json.Json;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document as an index holds it.
 *
 * @param source JSON on one line, UTF-8
 */
record Document(String index, String id, byte[] source) {

    /** The two lines that the bulk API takes. */
    byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(source.length + 128);
        String target = "{\"_index\":" + Json.MAPPER.writeValueAsString(index) + ",\"_id\":"
                + Json.MAPPER.writeValueAsString(id) + "}";
        lines.writeBytes(("{\"create\":" + target + "}\n").getBytes(UTF_8));
        lines.writeBytes(source);
        lines.write('\n');
        return lines.toByteArray();
    }

    /** Of its index and its source. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(index.getBytes(UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(source));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
