package io.dsel.streams.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Measure;
import io.dsel.aggregate.Measure.Function;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What each measure tells. */
class DeclaredFoldTest {

    @Test
    void aCountIsOfEveryEvent() {
        assertEquals("3", told(Measures.of("m", Function.COUNT), "{}", "{\"m\": 7}", "{}"));
    }

    @Test
    void aCountByTextIsOneForEach() {
        Measure by = Measures.by("m", Function.COUNT, 10);
        assertEquals("""
                {"1":1,"Applied":2,"Apply":1,"true":1}""", told(by, "'Apply'", "'Applied'", "'Applied'", "true", "1"));
    }

    @Test
    void aSumIsExact() {
        Measure sum = Measures.of("m", Function.SUM);
        assertEquals("0.3", told(sum, "0.1", "0.2"));
        assertEquals("0.7", told(sum, "1e16", "0.7", "-1e16"));
        assertEquals("9223372036854775808", told(sum, Long.toString(Long.MAX_VALUE), "1"));
        assertEquals("3", told(sum, "1.50", "1.5"));
        assertEquals("0", told(sum));
    }

    @Test
    void aSumThatNoEventMayHoldIsAText() {
        assertEquals("\"3.4E+308\"", told(Measures.of("m", Function.SUM), "1.7e308", "1.7e308"));
    }

    @Test
    void aSumByTextIsOneForEach() {
        Measure by = Measures.by("m", Function.SUM, 10);
        assertEquals(
                """
                {"eu":5,"us":0.5}""",
                told(
                        by,
                        "{'value': 2, 'by': 'eu'}",
                        "{'value': 0.5, 'by': 'us'}",
                        "{'value': 3, 'by': 'eu'}",
                        "{'value': 3}",
                        "{'by': 'asia'}"));
    }

    @Test
    void extremesCompareNumbersAsNumbersAndTextsAsTexts() {
        assertEquals("9", told(Measures.of("m", Function.MIN), "10", "9", "9.0"));
        assertEquals("10", told(Measures.of("m", Function.MAX), "10", "9"));
        assertEquals(
                "\"2026-01-15T12:00:00.000Z\"",
                told(Measures.of("m", Function.MIN), "'2026-01-16T00:00:00.000Z'", "'2026-01-15T12:00:00.000Z'"));
        assertEquals("10", told(Measures.of("m", Function.MIN), "'1'", "10"), "every number is less than every text");
        assertEquals("\"1\"", told(Measures.of("m", Function.MAX), "'1'", "10"));
        assertEquals("null", told(Measures.of("m", Function.MAX), "true"));
    }

    @Test
    void firstAndLastAreOfTheLeastAndTheGreatestEventThatHasAValue() {
        DeclaredFold fold = new DeclaredFold(
                Measures.manifest(Measures.of("first", Function.FIRST), Measures.of("last", Function.LAST)));
        fold.add(Measures.member(3, "e3", "{}"));
        fold.add(Measures.member(2, "e2", "{\"first\": \"b\", \"last\": {\"x\": [1]}}"));
        fold.add(Measures.member(1, "e1", "{\"first\": \"a\", \"last\": \"a\"}"));
        fold.add(Measures.member(0, "e0", "{\"first\": null}"));
        JsonNode measures = Measures.told(fold).get("measures");
        assertEquals("{\"first\":\"a\",\"last\":{\"x\":[1]}}", measures.toString());
        assertEquals("e0", Measures.told(fold).at("/eventStream/firstEventId").stringValue());
        assertEquals("e3", Measures.told(fold).at("/eventStream/lastEventId").stringValue());
    }

    @Test
    void distinctNamesTheValues() {
        assertEquals("""
                {"count":2,"values":["alice","bob"]}""", told(Measures.distinct("m", 2), "'bob'", "'alice'", "'bob'"));
    }

    @Test
    void topIsTheMostFrequentThenByText() {
        assertEquals("""
                [{"value":"b","count":2},{"value":"a","count":1}]""", told(Measures.top("m", 2, 10), "'c'", "'b'", "'a'", "'b'"));
    }

    @Test
    void aHistogramsBoundIsTheMostOfItsBucket() {
        assertEquals("""
                {"bounds":[1,5.5],"counts":[2,2,1]}""", told(Measures.histogram("m", 1.0, 5.5), "-7", "1", "1.01", "5.5", "5.51", "'six'"));
    }

    @Test
    void honestyOfWhatIsMissingAndCut() {
        ObjectNode told = fold(Measures.by("m", Function.COUNT, 1), "'a'", "'b'", "{}", "{}");
        assertEquals("[\"m\"]", told.get("truncated").toString());
        assertEquals("{\"m\":2}", told.get("missing").toString());
        assertEquals(4, told.at("/eventStream/totalEvents").intValue());
        ObjectNode whole = fold(Measures.by("m", Function.COUNT, 2), "'a'", "'b'");
        assertEquals("[] {}", whole.get("truncated") + " " + whole.get("missing"));
    }

    @Test
    void overTheLimitWhatIsKeptIsExactAndTheRestEstimated() {
        Random random = new Random(20_260_115);
        List<String> inputs = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            String text = "user-" + random.nextInt(5_000);
            counts.merge(text, 1, Integer::sum);
            inputs.add("'" + text + "'");
        }
        ObjectNode distinct = (ObjectNode)
                fold(Measures.distinct("m", 500), inputs.toArray(String[]::new)).at("/measures/m");
        long estimate = distinct.get("count").longValue();
        assertTrue(distinct.get("truncated").booleanValue());
        assertEquals(500, distinct.get("values").size());
        // The relative error of such an estimate has a deviation of 1 / sqrt(500).
        assertEquals(counts.size(), estimate, counts.size() * 0.15, "estimated " + estimate);

        Collections.shuffle(inputs, random);
        ObjectNode by = (ObjectNode) fold(Measures.by("m", Function.COUNT, 500), inputs.toArray(String[]::new))
                .at("/measures/m");
        assertEquals(500, by.size());
        by.forEachEntry((text, count) -> assertEquals(counts.get(text), count.intValue(), text));
    }

    @Test
    void aGroupsTextsAreBoundedTogether() {
        String[] inputs = IntStream.range(0, 3_000)
                .mapToObj(i -> "'" + "ü".repeat(300) + i + "'")
                .toArray(String[]::new);
        DeclaredFold fold = new DeclaredFold(
                Measures.manifest(Measures.distinct("m", 5_000), Measures.by("n", Function.COUNT, 5_000)));
        for (int i = 0; i < inputs.length; i++) {
            fold.add(Measures.member(
                    i, "e" + i, json("{'m': %s, 'n': %s}".formatted(inputs[i], inputs[i])), Optional.empty()));
        }
        assertEquals("[\"m\",\"n\"]", Measures.told(fold).get("truncated").toString());
        assertTrue(fold.state().length < 450_000, "bytes of state: " + fold.state().length);
    }

    @Test
    void thePhaseIsThatOfTheGreatestEventWhichHasOne() {
        DeclaredFold fold = new DeclaredFold(
                Measures.manifest(new Emission(Emission.On.PHASE, 1, 0), Measures.of("m", Function.COUNT)));
        assertEquals(Optional.empty(), fold.phase());
        fold.add(Measures.member(2, "e2", json("{}"), Optional.of("APPLIED")));
        fold.add(Measures.member(3, "e3", json("{}"), Optional.empty()));
        fold.add(Measures.member(1, "e1", json("{}"), Optional.of("APPLYING")));
        assertEquals(Optional.of("APPLIED RUNNING"), fold.phase());
    }

    private static String told(Measure measure, String... inputs) {
        return fold(measure, inputs).at("/measures/m").toString();
    }

    /** @param inputs of measure {@code m}, as JSON with single quotes */
    private static ObjectNode fold(Measure measure, String... inputs) {
        DeclaredFold fold = new DeclaredFold(Measures.manifest(measure));
        for (int i = 0; i < inputs.length; i++) {
            ObjectNode all = Json.MAPPER.createObjectNode();
            all.set("m", json(inputs[i]));
            fold.add(Measures.member(i, "e" + i, all, Optional.empty()));
        }
        return Measures.told(fold);
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
