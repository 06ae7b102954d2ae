package io.dsel.verify;

import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what groups tell of the outside against the answers that the journal has. What the outside says now is not asked. */
final class EnrichmentCheck {
    private static final String PATH = "enrichment.";

    private final Findings.Count count;
    private final Ahead<EnrichmentFact> facts;

    /** @param facts in {@link EnrichmentFact#ORDER} */
    EnrichmentCheck(Findings.Count count, Iterator<EnrichmentFact> facts) {
        this.count = count;
        this.facts = new Ahead<>(facts);
    }

    /** @param group of an enriched aggregate; in the order of their texts */
    void check(GroupReading group) {
        while (facts.hasNext() && facts.peek().group().compareTo(group.group()) < 0) {
            facts.next(); // of a group without events, which is named as such
        }
        EnrichmentReading reading = new EnrichmentReading();
        Set<Long> allowed = new HashSet<>();
        while (facts.hasNext() && facts.peek().group().equals(group.group())) {
            EnrichmentFact fact = facts.next();
            if (fact.late()) {
                allowed.add(Content.of(reading.expected())); // the aggregate may be of before this
            }
            reading.take(fact);
        }
        allowed.add(Content.of(reading.expected()));
        // Which body of a member was there when is nothing that the log says.
        if (group.isMoving() || group.greatest() == null || group.bodies() > group.members()) {
            count.leftOut();
        } else {
            compare(group, reading.expected(), allowed);
        }
    }

    private void compare(GroupReading group, ObjectNode expected, Set<Long> allowed) {
        count.compared();
        JsonNode found = Json.parse(group.greatest().enrichment());
        List<FieldDifference> differences = new ArrayList<>();
        if (!allowed.contains(Content.of(found))) {
            FieldDifference.between(expected, found)
                    .forEach(field ->
                            differences.add(new FieldDifference(PATH + field.path(), field.log(), field.found())));
        } else {
            compareParameters(group, found, differences);
        }
        if (!differences.isEmpty()) {
            count.different(group.group(), group.greatest().order().eventId(), differences);
        }
    }

    /** The journal is not trusted in what it notes of events. */
    private static void compareParameters(GroupReading group, JsonNode found, List<FieldDifference> differences) {
        ObjectNode asked = Json.MAPPER.createObjectNode();
        found.forEachEntry((name, told) -> asked.set(name, told.path("with")));
        ObjectNode expected = Json.MAPPER.createObjectNode();
        group.enrichments().forEach(expected::set);
        FieldDifference.between(expected, asked)
                .forEach(field -> differences.add(
                        new FieldDifference(PATH + field.path() + " (with)", field.log(), field.found())));
    }
}
