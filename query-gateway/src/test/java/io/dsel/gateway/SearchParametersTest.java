package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.aggregate.Aggregates;
import io.dsel.gateway.index.Resolution;
import io.dsel.gateway.index.SearchQuery;
import io.dsel.gateway.index.SearchQuery.Sort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchParametersTest {
    @Test
    void withoutParametersTheNewestEventsAreMeant() {
        SearchQuery query = read(Map.of());
        assertEquals(Resolution.EVENTS, query.resolution());
        assertEquals(Sort.TIME, query.sort());
        assertEquals(20, query.limit());
    }

    @Test
    void everyParameterArrives() {
        SearchQuery query = read(Map.of(
                "q", List.of(" failed "),
                "kind", List.of("Artifact", "Config"),
                "from", List.of("2026-01-15T10:30:00+01:00"),
                "facet", List.of("a.b=c=d"),
                "resolution", List.of("heads"),
                "limit", List.of("7")));
        assertEquals("failed", query.text());
        assertEquals(Sort.RELEVANCE, query.sort());
        assertEquals(List.of("Artifact", "Config"), query.kinds());
        assertEquals(Instant.parse("2026-01-15T09:30:00Z"), query.from());
        assertEquals(List.of("a.b=c=d"), query.facets());
        assertEquals(Resolution.HEADS, query.resolution());
        assertEquals(7, query.limit());
    }

    @ParameterizedTest
    @CsvSource({
        "kinds,Artifact",
        "limit,0",
        "limit,501",
        "limit,ten",
        "from,yesterday",
        "to,15.01.2026",
        "tier,shelf",
        "consistency,perfect",
        "timeoutMs,0",
        "facet,version",
        "facet,=x",
        "resolution,HEADS",
        "sort,score",
        "after,nonsense",
    })
    void aWrongOneIsNamed(String name, String value) {
        BadParameterException e = assertThrows(BadParameterException.class, () -> read(Map.of(name, List.of(value))));
        assertEquals(name, e.parameter());
    }

    @Test
    void anEmptyRangeIsRefused() {
        Map<String, List<String>> range = Map.of(
                "from", List.of("2026-01-15T10:30:00Z"),
                "to", List.of("2026-01-15T10:30:00Z"));
        assertEquals(
                "to",
                assertThrows(BadParameterException.class, () -> read(range)).parameter());
    }

    private static SearchQuery read(Map<String, List<String>> parameters) {
        ReadParameters read = new ReadParameters(parameters, SearchParameters.OWN);
        read.wish();
        return SearchParameters.read(read, new LiveVersions(() -> Aggregates.BUILT_IN, null));
    }
}
