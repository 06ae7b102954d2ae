package io.dsel.verify;

import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one tier says of heads or of events, against the log. An item of the tier that comes from behind the fixed ends is
 * neither extra nor wrong: it was written meanwhile. Nor is one whose event the log has lost to retention.
 */
final class Comparison implements Join.Visitor<Sighting> {
    private final Findings.Count count;
    private final Held held;
    private final Function<LogPosition, Optional<ObjectNode>> log;
    private final Runnable afterEach;

    /** @param log gives the event at a position, as JSON */
    Comparison(Findings.Count count, Held held, Function<LogPosition, Optional<ObjectNode>> log, Runnable afterEach) {
        this.count = count;
        this.held = held;
        this.log = log;
        this.afterEach = afterEach;
    }

    @Override
    public void both(Sighting expected, Sighting found) {
        if (held.agree(expected, found)) {
            count.compared();
        } else if (held.side(found) == LogEnds.Side.NEWER) {
            count.leftOut();
        } else {
            count.compared();
            count.different(expected.entity(), expected.order().eventId(), named(expected, found));
        }
        afterEach.run();
    }

    @Override
    public void missing(Sighting expected) {
        count.missing(expected.entity(), expected.order().eventId(), text(expected));
        afterEach.run();
    }

    @Override
    public void extra(Sighting found) {
        if (held.side(found) == LogEnds.Side.WITHIN) {
            count.extra(found.entity(), found.order().eventId(), text(found));
        } else {
            count.leftOut();
        }
        afterEach.run();
    }

    private List<FieldDifference> named(Sighting expected, Sighting found) {
        if (!count.tells()) {
            return List.of(new FieldDifference("", "", ""));
        }
        ObjectNode event = log.apply(expected.position())
                .orElseThrow(() -> new VerificationException("the log has lost " + expected.position() + " meanwhile"));
        Optional<JsonNode> its = held.found(found);
        List<FieldDifference> fields = its.map(
                        document -> FieldDifference.between(held.expected(expected, event), document))
                .orElse(List.of());
        return fields.isEmpty() ? List.of(new FieldDifference("", text(expected), text(found))) : fields;
    }

    private static String text(Sighting sighting) {
        return EventJson.time(Instant.ofEpochMilli(sighting.order().timestamp())) + " at " + sighting.position();
    }
}
