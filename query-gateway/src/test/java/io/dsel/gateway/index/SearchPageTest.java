package io.dsel.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SearchPageTest {
    private static final String HITS = """
            {"took":4,"timed_out":false,"_shards":{"total":2,"failed":1,"failures":[
               {"index":"dsel-events-v1-2026.03","shard":0,"reason":{"reason":"node left"}}]},
             "hits":{"total":{"value":3},"hits":[
               {"_score":1.25,"_source":{"event":{"kind":"A"}},"highlight":{"text":["x\\n<em>a</em> b\\ny"]},"sort":[1.25,3,"c"]},
               {"_score":1.0,"_source":{"event":{"kind":"B"}},"sort":[1.0,2,"b"]},
               {"_score":0.5,"_source":{"event":{"kind":"C"}},"sort":[0.5,1,"a"]}]},
             "aggregations":{"kind":{"buckets":[{"key":"A","doc_count":2},{"key":"B","doc_count":1}]}}}
            """;

    @Test
    void theItemBeyondThePageIsKeptBackAndTheCursorEndsAtTheLastOneShown() {
        SearchPage page = SearchPage.of(Queries.page("a", 2, null), json(HITS));
        assertEquals(2, page.items().size());
        assertEquals(3, page.total());
        assertEquals(
                "[1.0,2,\"b\"]", SearchCursor.parse(page.next()).sortValues().toString());
        assertEquals(Map.of("kind", Map.of("A", 2L, "B", 1L)), page.facets());
        assertEquals(
                "[\"<em>a</em> b\"]", page.items().getFirst().path("highlight").toString());
        assertEquals("[]", page.items().getLast().path("highlight").toString());
    }

    @Test
    void theLastPageHasNoCursor() {
        assertNull(SearchPage.of(Queries.page("a", 3, null), json(HITS)).next());
    }

    @Test
    void whatDidNotAnswerIsNamed() {
        List<String> missing = SearchPage.of(Queries.text("a"), json(HITS)).missing();
        assertEquals(List.of("dsel-events-v1-2026.03/0: node left"), missing);
    }

    @Test
    void aCursorBelongsToItsOwnQueryAlone() {
        SearchCursor cursor = SearchCursor.parse(
                SearchPage.of(Queries.page("a", 2, null), json(HITS)).next());
        assertTrue(cursor.belongsTo(Queries.page("a", 500, cursor)), "the size of a page may change");
        assertFalse(cursor.belongsTo(Queries.text("b")));
        assertFalse(cursor.belongsTo(Queries.text("")));
    }

    @Test
    void whatIsNoCursorIsRefused() {
        for (String text : List.of("x", "%%%", "e30", "W10", "WzEsMl0", "")) {
            assertThrows(IllegalArgumentException.class, () -> SearchCursor.parse(text), text);
        }
    }

    private static JsonNode json(String text) {
        return Json.parse(text);
    }
}
