package io.dsel.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.gateway.index.SearchQuery.Sort;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchBodyTest {
    @Test
    void theTextIsSentAsItIs() {
        JsonNode body = SearchBody.of(Queries.text("\"out of memory\" -test team\\a"));
        JsonNode text = body.at("/query/bool/must/0/simple_query_string");
        assertEquals("\"out of memory\" -test team\\a", text.path("query").asString());
        assertEquals("and", text.path("default_operator").asString());
    }

    @Test
    void withoutTextEverythingMatchesAndNothingIsHighlighted() {
        JsonNode body = SearchBody.of(Queries.text(""));
        assertFalse(body.at("/query/bool").has("must"));
        assertFalse(body.has("highlight"));
    }

    @Test
    void valuesOfOneFilterAreAlternativesAndFacetsMustAllHold() {
        SearchQuery query = new SearchQuery(
                Resolution.EVENTS,
                "",
                List.of("Artifact", "ConfigAppliedEvent"),
                List.of(),
                List.of("09287", "11002"),
                List.of(),
                List.of(),
                Instant.parse("2026-01-01T00:00:00Z"),
                null,
                List.of("spec.version=2.1.0", "spec.type=helm"),
                Sort.TIME,
                10,
                null);
        JsonNode filter = SearchBody.of(query).at("/query/bool/filter");
        assertEquals(
                "[{\"bool\":{\"should\":[{\"terms\":{\"kind\":[\"Artifact\",\"ConfigAppliedEvent\"]}},"
                        + "{\"terms\":{\"objectKind\":[\"Artifact\",\"ConfigAppliedEvent\"]}}]}},"
                        + "{\"terms\":{\"appId\":[\"09287\",\"11002\"]}},"
                        + "{\"term\":{\"facets\":\"spec.version=2.1.0\"}},{\"term\":{\"facets\":\"spec.type=helm\"}},"
                        + "{\"range\":{\"timestamp\":{\"format\":\"strict_date_time\",\"gte\":\"2026-01-01T00:00:00.000Z\"}}}]",
                filter.toString());
    }

    /** OpenSearch writes a document anew where it leaves fields out, and rounds numbers of more digits than a double has. */
    @Test
    void documentsComeWhole() {
        assertFalse(SearchBody.of(Queries.text("")).has("_source"));
    }

    @Test
    void theOrderIsTotal() {
        JsonNode byTime = SearchBody.of(Queries.text("")).path("sort");
        assertEquals("[{\"timestamp\":\"desc\"},{\"eventId\":\"desc\"}]", byTime.toString());
        JsonNode byScore = SearchBody.of(Queries.text("a")).path("sort");
        assertEquals("{\"_score\":\"desc\"}", byScore.get(0).toString());
        assertEquals("{\"eventId\":\"desc\"}", byScore.get(2).toString());
    }

    @Test
    void oneMoreThanThePageIsAskedFor() {
        assertEquals(21, SearchBody.of(Queries.text("a")).path("size").asInt());
        assertTrue(SearchBody.of(Queries.text("a")).path("track_total_hits").asBoolean());
    }
}
