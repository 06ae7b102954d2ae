package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.AggregateReader;
import io.dsel.aggregate.Member;
import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.streams.aggregate.DeclaredFold;
import io.dsel.verify.measure.GroupSum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fold of the streams and that of the verifier are two; of any events, in any order, they say the same. */
class FoldsAgreeTest {
    private static final AggregateManifest MANIFEST = AggregateReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: AnyAggregate}
            spec:
              owner: platform
              sources: [{kinds: ["*Event"]}]
              group: {app: meta.appId, key: meta.name}
              measures:
                - {name: count, count: {}}
                - {name: countBy, count: {by: x, limit: 20}}
                - {name: sum, sum: {value: x}}
                - {name: sumBy, sum: {value: x, by: z, limit: 10}}
                - {name: min, min: {value: x}}
                - {name: max, max: {value: x}}
                - {name: first, first: {value: x}}
                - {name: last, last: {value: x}}
                - {name: distinct, distinct: {value: x, limit: 15}}
                - {name: wide, distinct: {value: x, limit: 9000}}
                - {name: top, top: {value: x, limit: 3, capacity: 12}}
                - {name: histogram, histogram: {value: x, bounds: [-5, 0.5, 7]}}
            """));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofAnyEventsInAnyOrderTheySayTheSame(int seed) {
        Random random = new Random(seed);
        List<Member> members = new ArrayList<>();
        assertAgree(seed, members); // a group that every object has left
        int events = 1 + random.nextInt(2000);
        for (int i = 0; i < events; i++) {
            members.add(member(new EventOrder(random.nextInt(500), "e" + i), inputs(random)));
        }
        assertAgree(seed, members);
    }

    private static void assertAgree(int seed, List<Member> all) {
        List<Member> members = new ArrayList<>(all);
        members.sort((one, other) -> one.order().compareTo(other.order()));
        GroupSum verified = new GroupSum(MANIFEST);
        members.forEach(member -> verified.add(member.order(), member.inputs()));
        Collections.shuffle(members, new Random(seed));
        DeclaredFold folded = new DeclaredFold(MANIFEST);
        members.forEach(folded::add);
        ObjectNode spec = Json.MAPPER.createObjectNode();
        folded.writeTo(spec);
        ObjectNode expected = verified.expected(new EntityKey("AnyAggregate", "shop", "web"), Instant.EPOCH);
        expected.remove("group");
        assertEquals(spelled(spec), spelled(expected), "seed " + seed);
    }

    private static ObjectNode inputs(Random random) {
        ObjectNode inputs = Json.MAPPER.createObjectNode();
        for (var measure : MANIFEST.measures()) {
            JsonNode value = value(random);
            if (value != null && measure.name().equals("sumBy")) {
                inputs.putObject("sumBy").put("by", text(random)).set("value", value);
            } else if (value != null && !measure.name().equals("count")) {
                inputs.set(measure.name(), value);
            }
        }
        return inputs;
    }

    /** Of few texts and of many, of numbers of all sizes, of none. */
    private static JsonNode value(Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(7)) {
            case 0 -> null;
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextInt(20) - 10);
            case 3 -> json.numberNode(BigDecimal.valueOf(random.nextInt(100_000), random.nextInt(12)));
            case 4 -> json.numberNode(new BigDecimal(random.nextDouble()).scaleByPowerOfTen(random.nextInt(80) - 40));
            default -> json.stringNode(text(random));
        };
    }

    private static String text(Random random) {
        return random.nextInt(5) == 0
                ? "äß-" + "long".repeat(random.nextInt(90)) + random.nextInt(400)
                : "t" + random.nextInt(30);
    }

    private static Member member(EventOrder order, ObjectNode inputs) {
        // As the journal has them.
        JsonNode read = Json.parse(Json.write(inputs));
        return new Member(
                order,
                "ArtifactAppliedEvent",
                "Artifact",
                "shop",
                "web",
                "ann",
                Optional.empty(),
                Optional.empty(),
                read);
    }

    /** Fields by their names, numbers in one spelling, and nothing for null. */
    private static String spelled(JsonNode json) {
        if (json.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            json.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .forEach(field -> fields.put(field.getKey(), spelled(field.getValue())));
            return fields.toString();
        }
        if (json.isArray()) {
            return json.valueStream().map(FoldsAgreeTest::spelled).toList().toString();
        }
        return json.isNumber() ? json.decimalValue().stripTrailingZeros().toString() : json.toString();
    }
}
