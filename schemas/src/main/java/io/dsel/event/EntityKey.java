package io.dsel.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/**
 * The object that events are about: {@code (object kind, appId, name)}. Its text, {@code <kind>/<appId>/<name>} with
 * each part percent-encoded, is the record key in every event topic, so an entity's events share one partition.
 */
public record EntityKey(String kind, String appId, String name) {
    /** Longest part, in UTF-8 bytes; three encoded parts still fit a document id of 512 bytes in the usual case. */
    private static final int MAX_PART_BYTES = 400;

    /** One {@code char} takes no more of UTF-8 than so many bytes. */
    private static final int MAX_CHAR_BYTES = 3;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public EntityKey {
        Violations wrong = new Violations();
        requirePart("kind", kind, wrong);
        requirePart("meta.appId", appId, wrong);
        requirePart("meta.name", name, wrong);
        wrong.throwIfAny();
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
        EntityKey key;
        try {
            key = new EntityKey(decode(parts[0]), decode(parts[1]), decode(parts[2]));
        } catch (InvalidEventException e) {
            throw new IllegalArgumentException("not an entity key: " + text + " (" + e.getMessage() + ")", e);
        }
        if (!key.text().equals(text)) {
            throw new IllegalArgumentException("not an entity key in its one spelling: " + text);
        }
        return key;
    }

    @Override
    public String toString() {
        return text();
    }

    /** Adds what keeps the text from being a part of a key. */
    static void requirePart(String field, String part, Violations wrong) {
        if (part == null || part.isEmpty()) {
            wrong.add(field, "is required");
        } else if (part.length() > MAX_PART_BYTES / MAX_CHAR_BYTES && part.getBytes(UTF_8).length > MAX_PART_BYTES) {
            wrong.add(field, "is " + part.getBytes(UTF_8).length + " bytes; at most " + MAX_PART_BYTES);
        } else {
            Characters.problem(part).ifPresent(problem -> wrong.add(field, problem));
        }
    }

    private static void encode(String part, StringBuilder out) {
        if (isPlain(part)) {
            out.append(part);
            return;
        }
        for (byte b : part.getBytes(UTF_8)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%');
                HEX.toHexDigits(out, b);
            }
        }
    }

    private static boolean isPlain(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (!isUnreserved(part.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int b) {
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
            } else if (isUnreserved(c)) {
                bytes[n++] = (byte) c;
            } else {
                throw new IllegalArgumentException("not percent-encoded: " + part);
            }
        }
        return new String(bytes, 0, n, UTF_8);
    }

    private static boolean isHex(String text, int at) {
        return HexFormat.isHexDigit(text.charAt(at)) && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
