package io.dsel.sink.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.sink.TestEvents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SearchFieldsTest {
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void pathsBeginAtTheObjectAndArraysShareOne() {
        assertEquals(
                List.of(
                        "spec.version=2.1.0",
                        "spec.regions=us-east-1",
                        "spec.regions=us-west-2",
                        "spec.bundles.name=a",
                        "spec.bundles.name=b",
                        "spec.replicas=3",
                        "spec.ratio=1.50",
                        "spec.on=false",
                        "spec.none=null",
                        "metadata.labels.app.kubernetes.io/name=x"),
                fields("""
                        {"spec": {"version": "2.1.0", "regions": ["us-east-1", "us-west-2", "us-east-1"],
                          "bundles": [{"name": "a"}, {"name": "b"}], "replicas": 3, "ratio": 1.50, "on": false,
                          "none": null, "empty": {}, "nothing": []},
                         "metadata": {"labels": {"app.kubernetes.io/name": "x"}}}""").facets());
    }

    @Test
    void whatTheActionAddedIsTheEvents() {
        ObjectNode spec = Json.parseObject("""
                {"thing": {"metadata": {"name": "n"}},
                 "validation": {"overall": "SUCCESS"}, "metadata": {"commit": "a3f9c82"}}""");
        Event event = new Event(
                Event.API_VERSION, EventKind.of("ThingAppliedEvent", "Thing"), TestEvents.meta("t", "id", TIME), spec);
        assertEquals(
                List.of("metadata.name=n", "event.validation.overall=SUCCESS", "event.metadata.commit=a3f9c82"),
                SearchFields.of(event).facets());
    }

    @Test
    void anAggregatesPathsBeginAtItsSpec() {
        SearchFields fields =
                SearchFields.of(TestEvents.aggregate("exec-1", "id", TIME, "{\"summary\":{\"phase\":\"COMPLETED\"}}"));
        assertEquals(List.of("summary.phase=COMPLETED"), fields.facets());
    }

    @Test
    void theTextHasEveryValueOnce() {
        assertEquals("t\nshop\nalice\nnginx\n1.25\ntrue", fields("""
                {"spec": {"image": "nginx", "again": "nginx", "version": "1.25", "on": true, "none": null,
                  "empty": "", "owner": "alice"}}""").text());
    }

    @Test
    void honestyWhatIsLeftOutIsSaid() {
        assertFalse(fields("{\"spec\":{\"a\":\"" + "x".repeat(SearchFields.MAX_FACET_CHARS - 7) + "\"}}")
                .truncated());

        SearchFields longValue = fields("{\"spec\":{\"a\":\"" + "x".repeat(SearchFields.MAX_FACET_CHARS - 6) + "\"}}");
        assertTrue(longValue.truncated());
        assertEquals(List.of(), longValue.facets());
        assertTrue(longValue.text().contains("xxx"), "the text still has it");

        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i <= SearchFields.MAX_FACETS; i++) {
            many.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":").append(i);
        }
        SearchFields tooMany = fields(many.append('}').toString());
        assertTrue(tooMany.truncated());
        assertEquals(SearchFields.MAX_FACETS, tooMany.facets().size());
        assertTrue(tooMany.text().endsWith("\n" + SearchFields.MAX_FACETS), "the text has the last");
    }

    @Test
    void aTextThatIsTooLongEndsBetweenCharacters() {
        // A character of two surrogates at every place of the cut.
        for (int shift = 0; shift < 2; shift++) {
            SearchFields fields = fields(
                    "{\"a\":\"" + "x".repeat(shift) + "\uD83D\uDE00".repeat(SearchFields.MAX_TEXT_CHARS) + "\"}");
            assertTrue(fields.truncated());
            assertTrue(fields.text().length() <= SearchFields.MAX_TEXT_CHARS);
            assertFalse(
                    Character.isHighSurrogate(fields.text().charAt(fields.text().length() - 1)));
        }
    }

    private static SearchFields fields(String object) {
        return SearchFields.of(TestEvents.applied("Thing", "t", "id", TIME, object));
    }
}
