package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Times;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class BlameTextTest {
    private static final int STATES = 500;
    private static final List<String> SCALARS = List.of(
            "1",
            "null",
            "{}",
            "[]",
            "\"x\"",
            "\"a\\nb\"",
            "\"a\\n\\n\\n\"",
            "\"\\n\"",
            "\" a\\nb\"",
            "\"a: b\\u0007\"");
    private static final Times TIMES = new Times(InstantSource.fixed(Cli.NOW), ZoneOffset.UTC);

    /** Each value's lines name its own event, whatever its neighbours look like in YAML. */
    @Test
    void everyValueStandsBehindItsOwnEvent() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < STATES; i++) {
            List<JsonNode> fields = new ArrayList<>();
            JsonNode state = state(random, 4, fields);
            String text = BlameText.of(state, fields, TIMES, new Style(false));
            assertEquals(
                    Yaml.write(state),
                    text.lines()
                                    .map(line -> line.substring(line.indexOf(" | ") + 3))
                                    .collect(Collectors.joining("\n")) + "\n",
                    () -> "seed " + seed);
            for (JsonNode field : fields) {
                String id = field.path("eventId").asString();
                String own = text.lines()
                        .filter(line -> line.contains("  " + id + " | "))
                        .collect(Collectors.joining("\n"));
                String mark = field.path("mark").asString("");
                assertEquals(1, own.split(mark, -1).length - 1, () -> "seed " + seed + ": " + id + " of\n" + text);
            }
        }
    }

    /** A tree whose values are each under a field, or in a list, with a mark of their own. */
    private static JsonNode state(Random random, int depth, List<JsonNode> fields) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            String key = "k" + fields.size() + "-" + i;
            switch (random.nextInt(depth == 0 ? 1 : 4)) {
                case 1 -> object.set(key, state(random, depth - 1, fields));
                case 2 -> {
                    ArrayNode list = object.putArray(key);
                    for (int n = 1 + random.nextInt(2); n > 0; n--) {
                        list.add(state(random, depth - 1, fields));
                    }
                }
                default -> {
                    String mark = "mark" + fields.size() + "x";
                    object.set(mark, Json.parse(SCALARS.get(random.nextInt(SCALARS.size()))));
                    fields.add(Json.MAPPER
                            .createObjectNode()
                            .put("mark", mark)
                            .put("eventId", "%08d".formatted(fields.size()))
                            .put("userId", "u")
                            .put("timestamp", "2026-01-15T10:00:00.000Z"));
                }
            }
        }
        return object;
    }
}
