package io.dsel.event;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The object that events are about: {@code (object kind, appId, name)}. Its text, {@code <kind>/<appId>/<name>} with
 * each part percent-encoded, is the record key in every event topic, so an entity's events share one partition.
 */
public record EntityKey(String kind, String appId, String name) {
    /** Longest part, in UTF-8 bytes; three encoded parts still fit a document id of 512 bytes in the usual case. */
    private static final int MAX_PART_BYTES = 400;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public EntityKey {
        requirePart("kind", kind);
        requirePart("meta.appId", appId);
        requirePart("meta.name", name);
    }

    /** The record key: the parts percent-encoded (RFC 3986 unreserved characters stay) and joined by {@code /}. */
    public String text() {
        StringBuilder text = new StringBuilder(kind.length() + appId.length() + name.length() + 8);
        encode(kind, text);
        text.append('/');
        encode(appId, text);
        text.append('/');
        encode(name, text);
        return text.toString();
    }

    /** @throws IllegalArgumentException if the text is not what {@link #text()} gives for some entity */
    public static EntityKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not an entity key (kind/appId/name): " + text);
        }
        EntityKey key = new EntityKey(decode(parts[0]), decode(parts[1]), decode(parts[2]));
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("not an entity key in its one spelling: " + text);
        }
        return key;
    }

    @Override
    public String toString() {
        return text();
    }

    private static void requirePart(String field, String part) {
        if (part == null || part.isEmpty()) {
            throw new InvalidEventException(field, "is required");
        }
        byte[] utf8 = utf8(field, part);
        if (utf8.length > MAX_PART_BYTES) {
            throw new InvalidEventException(field, "is " + utf8.length + " bytes; at most " + MAX_PART_BYTES);
        }
        if (part.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidEventException(field, "has a control character");
        }
    }

    private static byte[] utf8(String field, String part) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(part));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new InvalidEventException(field, "has half a surrogate pair, which is no character");
        }
    }

    private static void encode(String part, StringBuilder out) {
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%');
                HEX.toHexDigits(out, b);
            }
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }

    private static String decode(String part) {
        byte[] bytes = new byte[part.length()];
        int n = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%' && i + 2 < part.length() && isHex(part, i + 1)) {
                bytes[n++] = (byte) HexFormat.fromHexDigits(part, i + 1, i + 3);
                i += 2;
            } else if (c < 0x80 && isUnreserved((byte) c)) {
                bytes[n++] = (byte) c;
            } else {
                throw new IllegalArgumentException("not percent-encoded: " + part);
            }
        }
        return new String(bytes, 0, n, StandardCharsets.UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at)) && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
