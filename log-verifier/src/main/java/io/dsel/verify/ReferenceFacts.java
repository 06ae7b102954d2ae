package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Reference;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import io.dsel.verify.ReferenceFact.Shown;
import io.dsel.verify.ReferenceFact.Told;
import io.dsel.verify.sort.ExternalSort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the log holds of objects that groups refer to, and what these tell of them, sorted. */
final class ReferenceFacts implements AutoCloseable {
    private final Recomputed recomputed;
    private final LogEnds early;
    private final ReferredObjects objects = new ReferredObjects();
    private final ExternalSort<ReferenceFact> facts;

    /** @param early ends of the events whose aggregates are in the log */
    ReferenceFacts(Recomputed recomputed, LogEnds early, Path folder, long memoryBytes) {
        this.recomputed = recomputed;
        this.early = early;
        facts = new ExternalSort<>(folder, "references", new ReferenceForm(), ReferenceFact.ORDER, memoryBytes);
    }

    /** @param step what the event's action means */
    void take(Event event, LogPosition position, long bodyHash, Optional<Action.Step> step) {
        boolean late = early.side(position) == LogEnds.Side.NEWER;
        for (Aggregate aggregate : recomputed.referring(event.kind().objectKind())) {
            Map<String, Long> contents = new HashMap<>();
            objects.told(aggregate, event, step).forEach((name, told) -> contents.put(name, Content.of(told)));
            String object = event.entity().text();
            facts.add(new Shown(object, aggregate.name(), event.meta().order(), bodyHash, late, position, contents));
        }
    }

    /**
     * Takes what the greatest aggregate of a group tells of the objects that it refers to.
     *
     * @return the references that are not to the objects which the group's events name
     */
    List<FieldDifference> take(Aggregate aggregate, GroupReading group) {
        JsonNode told = Json.parse(group.greatest().references());
        List<FieldDifference> differences = new ArrayList<>();
        for (Reference reference : aggregate.manifest().references()) {
            String name = reference.name();
            List<JsonNode> items = told.path(name).valueStream().toList();
            List<String> found = items.stream().map(ReferenceFacts::object).toList();
            List<String> expected = group.references().getOrDefault(name, List.of());
            if (!found.equals(expected)) {
                differences.add(
                        new FieldDifference("references." + name, String.join(" ", expected), String.join(" ", found)));
                continue;
            }
            for (int i = 0; i < items.size(); i++) {
                facts.add(new Told(
                        found.get(i),
                        aggregate.name(),
                        group.greatest().order(),
                        group.group(),
                        name,
                        Json.write(items.get(i))));
            }
        }
        return differences;
    }

    Iterator<ReferenceFact> sorted() {
        return facts.sorted();
    }

    @Override
    public void close() {
        facts.close();
    }

    private static String object(JsonNode item) {
        try {
            return new EntityKey(
                            item.path("kind").asString(""),
                            item.path("appId").asString(""),
                            item.path("name").asString(""))
                    .text();
        } catch (InvalidEventException e) {
            return Json.write(item);
        }
    }
}
