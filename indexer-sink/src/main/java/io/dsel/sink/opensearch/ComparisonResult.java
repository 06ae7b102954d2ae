package io.dsel.sink.opensearch;

import java.util.List;
import java.util.SortedMap;

/**
 * How another generation of the index differs from the live one.
 *
 * @param documents of the live one that were compared
 * @param missing of these are not in the other
 * @param different of these are in the other with another content
 * @param extra documents of the other that the live one does not have
 * @param counts by index, month and kind
 * @param fields that differ, each with the number of documents
 * @param examples the first differences
 */
public record ComparisonResult(
        int live,
        int other,
        boolean equal,
        long documents,
        long missing,
        long different,
        long extra,
        List<Findings.Count> counts,
        SortedMap<String, Long> fields,
        List<Findings.Example> examples) {}
