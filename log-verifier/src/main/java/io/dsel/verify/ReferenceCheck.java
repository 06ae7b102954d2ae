package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.kind.Kinds;
import io.dsel.verify.ReferenceFact.Shown;
import io.dsel.verify.ReferenceFact.Told;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what groups tell of the objects that they refer to against these objects' latest events. */
final class ReferenceCheck {
    private final Findings.Count count;
    private final Recomputed recomputed;
    private final Kinds kinds;
    private final Function<LogPosition, Optional<ObjectNode>> log;
    private final ReferredObjects objects = new ReferredObjects();

    /** @param log gives the event at a position, as JSON */
    ReferenceCheck(
            Findings.Count count, Recomputed recomputed, Kinds kinds, Function<LogPosition, Optional<ObjectNode>> log) {
        this.count = count;
        this.recomputed = recomputed;
        this.kinds = kinds;
        this.log = log;
    }

    /** @param facts in {@link ReferenceFact#ORDER} */
    void check(Iterator<ReferenceFact> facts, Runnable afterEach) {
        Shown latest = null;
        boolean late = false;
        ReferenceFact before = null;
        while (facts.hasNext()) {
            ReferenceFact fact = facts.next();
            if (before == null || !isOfSame(before, fact)) {
                latest = null;
                late = false;
            }
            before = fact;
            switch (fact) {
                case Shown shown -> {
                    latest = shown;
                    late |= shown.late();
                }
                case Told told -> {
                    if (late) {
                        count.leftOut();
                    } else {
                        compare(told, Optional.ofNullable(latest));
                    }
                    afterEach.run();
                }
            }
        }
    }

    private static boolean isOfSame(ReferenceFact one, ReferenceFact other) {
        return one.object().equals(other.object()) && one.aggregate().equals(other.aggregate());
    }

    private void compare(Told told, Optional<Shown> latest) {
        count.compared();
        JsonNode found = Json.parse(told.item());
        long expected = latest.map(shown -> shown.contents().getOrDefault(told.reference(), 0L))
                .orElseGet(() -> Content.of(ReferredObjects.missing(told.object())));
        if (expected == Content.of(found)) {
            return;
        }
        String path = "references." + told.reference() + "[" + told.object() + "]";
        List<FieldDifference> fields = new ArrayList<>();
        if (count.tells()) {
            ObjectNode object =
                    latest.map(shown -> expected(told, shown)).orElseGet(() -> ReferredObjects.missing(told.object()));
            FieldDifference.between(object, found)
                    .forEach(field ->
                            fields.add(new FieldDifference(path + "." + field.path(), field.log(), field.found())));
        }
        count.different(
                told.group(),
                told.order().eventId(),
                fields.isEmpty() ? List.of(new FieldDifference(path, "", "")) : fields);
    }

    private ObjectNode expected(Told told, Shown latest) {
        Event event = log.apply(latest.position())
                .map(EventJson::read)
                .orElseThrow(() -> new VerificationException("the log has lost " + latest.position() + " meanwhile"));
        Aggregate aggregate = recomputed.ofGroup(told.group()).orElseThrow();
        return objects.told(aggregate, event, kinds.step(event)).get(told.reference());
    }
}
