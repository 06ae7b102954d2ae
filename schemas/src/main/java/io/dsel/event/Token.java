package io.dsel.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a write hands out and any read accepts: the highest offset written to each partition. A read with a token
 * answers only from a state that covers all of them.
 *
 * @param clusterId the Kafka cluster whose offsets these are
 * @param positions topic, then partition, to the offset (inclusive) that must have been seen
 */
public record Token(String clusterId, SortedMap<String, SortedMap<Integer, Long>> positions) {
    private static final String VERSION = "1";

    public Token {
        TreeMap<String, SortedMap<Integer, Long>> copy = new TreeMap<>();
        positions.forEach(
                (topic, offsets) -> copy.put(topic, Collections.unmodifiableSortedMap(new TreeMap<>(offsets))));
        positions = Collections.unmodifiableSortedMap(copy);
    }

    /** The token that covers all these positions. */
    public static Token of(String clusterId, Collection<LogPosition> positions) {
        SortedMap<String, SortedMap<Integer, Long>> highest = new TreeMap<>();
        for (LogPosition p : positions) {
            highest.computeIfAbsent(p.topic(), topic -> new TreeMap<>()).merge(p.partition(), p.offset(), Math::max);
        }
        return new Token(clusterId, highest);
    }

    /** URL-safe text, opaque to callers. */
    public String text() {
        StringBuilder plain = new StringBuilder(VERSION).append('\n').append(clusterId);
        positions.forEach((topic, offsets) -> {
            plain.append('\n').append(topic);
            offsets.forEach((partition, offset) ->
                    plain.append(' ').append(partition).append(':').append(offset));
        });
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if the text is no token */
    public static Token parse(String text) {
        try {
            String[] lines = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
            if (!lines[0].equals(VERSION) || lines.length < 2) {
                throw new IllegalArgumentException("version " + lines[0]);
            }
            if (lines[1].isBlank()) {
                throw new IllegalArgumentException("without a cluster");
            }
            SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
            for (int i = 2; i < lines.length; i++) {
                String[] words = lines[i].split(" ");
                positions.put(words[0], parseOffsets(words));
            }
            Token token = new Token(lines[1], positions);
            if (!token.text().equals(text)) {
                throw new IllegalArgumentException("not in its one spelling");
            }
            return token;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not a token of this service: '" + text + "'", e);
        }
    }

    private static SortedMap<Integer, Long> parseOffsets(String[] words) {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            int colon = words[i].indexOf(':');
            offsets.put(
                    Integer.parseUnsignedInt(words[i].substring(0, colon)),
                    Long.parseUnsignedLong(words[i].substring(colon + 1)));
        }
        return new TreeMap<>(offsets);
    }
}
