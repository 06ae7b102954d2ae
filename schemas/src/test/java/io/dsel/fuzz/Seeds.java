package io.dsel.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * From what the fuzzer starts: a whole thing of each sort, and, from the resource {@code seeds.txt}, what once broke a
 * property or comes close: a line each, a target, a blank, Base64.
 */
final class Seeds {
    /** Of the wire format's five bytes before the record. */
    private static final int LAST_OF_ID = 4;

    private static final String OPEN = """
            {"apiVersion": "v1alpha1", "kind": "WidgetAppliedEvent",
             "meta": {"eventId": "e", "timestamp": "2026-01-15T10:30:00Z", "userId": "u", "correlationId": "c",
                      "executionId": "x", "name": "w", "appId": "a/b", "region": "r", "labels": {"k": "v"}},
             "spec": {"widget": {"n": [1, 1.50, -1e2, true, null, "\\ud83d\\ude00"]}}}""";

    private static final String TYPED = OPEN.replace("Widget", "Artifact")
            .replace("\"widget\": {\"n\": [1, 1.50, -1e2, true, null, \"\\ud83d\\ude00\"]}", """
                    "artifact": {"meta": {"name": "w", "appId": "a/b"}, "spec": {"version": "1", "regions": ["r"]}}""");

    private static final String YAML = """
            # all that there is
            a: &a {b: [1, 0x1F, 0o17, 1_000, 1.5e3, yes, ~, .5], "c d": 'e'}
            f: *a
            <<: *a
            g: |+
              text

            h: >-
              folded
              text
            ? i
            : !!str 1
            ---
            - - x
              - "\\u00e9\\n"
            """;

    private Seeds() {}

    /** Inputs of {@link Target#fuzzerTestOneInput}. */
    static List<byte[]> all() {
        List<byte[]> seeds = recorded();
        Stream.of(OPEN, TYPED)
                .map(text -> Target.JSON.input(text.getBytes(UTF_8)))
                .forEach(seeds::add);
        seeds.add(Target.YAML.input(YAML.getBytes(UTF_8)));
        Token token = Token.of("cluster", List.of(new LogPosition("dsel.events.WidgetAppliedEvent", 3, 42)));
        seeds.add(Target.TOKEN.input(token.text().getBytes(UTF_8)));
        seeds.add(Target.TOKEN.input(Base64.getUrlDecoder().decode(token.text())));
        Stream.of("Widget/a%2Fb/w", "WidgetAppliedEvent", "ExecutionStatusAggregate")
                .map(text -> Target.ENTITY_KEY.input(text.getBytes(UTF_8)))
                .forEach(seeds::add);
        for (String text : List.of(OPEN, TYPED)) {
            byte[] value = Property.CODEC.encode(EventJson.read(Json.parse(text)));
            seeds.add(Target.EVENT_BYTES.input(value));
            byte[] chosen = Arrays.copyOfRange(value, LAST_OF_ID, value.length);
            chosen[0] -= 1; // the first schema's id is 1
            seeds.add(Target.EVENT_BYTES.input(chosen));
        }
        return seeds;
    }

    private static List<byte[]> recorded() {
        try (InputStream lines = Seeds.class.getResourceAsStream("seeds.txt")) {
            List<byte[]> seeds = new ArrayList<>();
            for (String line : new String(lines.readAllBytes(), UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ");
                    seeds.add(Target.valueOf(words[0]).input(Base64.getDecoder().decode(words[1])));
                }
            }
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
