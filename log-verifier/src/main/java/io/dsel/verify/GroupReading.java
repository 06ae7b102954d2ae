package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Part;
import io.dsel.verify.measure.GroupSum;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Goes once through what the log holds of one group. Its aggregates come first, so that it is known which of the events that
 * follow the greatest of them is of: all, or, where it is not told with each event, those of the changes up to its sequence.
 */
final class GroupReading {
    private final String group;
    private final boolean calm;
    private final GroupSum sum;
    private Aggregated greatest;
    private long aggregates;
    private long members;
    private long left;
    private long bodies;
    private long changes;
    private long unnoted;
    private long unknown;
    private int partition = -1;
    private long firstTime = -1;
    private boolean moving;
    private final SortedMap<String, List<String>> references = new TreeMap<>();
    private final SortedMap<String, JsonNode> enrichments = new TreeMap<>();

    private GroupReading(String group, Aggregate aggregate) {
        this.group = group;
        calm = Recomputed.isCalm(aggregate);
        sum = new GroupSum(aggregate.manifest());
    }

    /** Takes the facts of the group that comes next. @param facts in {@link GroupFact#ORDER} */
    static GroupReading of(Aggregate aggregate, Ahead<GroupFact> facts) {
        GroupReading reading = new GroupReading(facts.peek().group(), aggregate);
        while (reading.isNext(facts)) {
            if (facts.peek() instanceof Aggregated) {
                reading.read((Aggregated) facts.next());
            } else {
                reading.readEvent(facts);
            }
        }
        return reading;
    }

    String group() {
        return group;
    }

    /** Null if there is none. */
    Aggregated greatest() {
        return greatest;
    }

    long aggregates() {
        return aggregates;
    }

    /** Events of the group. */
    long members() {
        return members;
    }

    /** Events that were in the group, each of an object that has a later one. */
    long left() {
        return left;
    }

    /** The same as members, each counted as often as it came with another body. */
    long bodies() {
        return bodies;
    }

    /** What the journal has noted of the group. */
    long changes() {
        return changes;
    }

    /** Events that are in the group, and not in the journal. */
    long unnoted() {
        return unnoted;
    }

    /** Events that the journal has noted, and that are not in the group. */
    long unknown() {
        return unknown;
    }

    /** Of the journal; -1 if it has noted nothing. */
    int partition() {
        return partition;
    }

    /** Of its first event, milliseconds since 1970 UTC. */
    long firstTime() {
        return firstTime;
    }

    /** What the greatest aggregate must say. */
    GroupSum sum() {
        return sum;
    }

    /** By the name of a reference the objects that the latest of its events which says so names. */
    Map<String, List<String>> references() {
        return references;
    }

    /** By the name of an enrichment what the latest of its events which says so asks. */
    Map<String, JsonNode> enrichments() {
        return enrichments;
    }

    /** Whether an event came in that may be in its aggregates, or not. */
    boolean isMoving() {
        return moving;
    }

    private boolean isNext(Ahead<GroupFact> facts) {
        return facts.hasNext() && facts.peek().group().equals(group);
    }

    private void read(Aggregated next) {
        if (greatest == null || !greatest.order().equals(next.order())) {
            aggregates++;
            greatest = next;
        }
    }

    private void readEvent(Ahead<GroupFact> facts) {
        EventOrder order = facts.peek().order();
        GroupEvent event = new GroupEvent();
        while (isNext(facts) && facts.peek().order().equals(order)) {
            event.take(facts.next());
        }
        moving |= event.isMoving();
        changes = Math.max(changes, event.changes());
        partition = Math.max(partition, event.partition());
        bodies += event.isThere() ? event.bodies() : 0;
        members += event.isThere() ? 1 : 0;
        left += event.hasLeft() ? 1 : 0;
        unnoted += calm && event.isUnnoted() ? 1 : 0;
        unknown += calm && event.isUnknown() ? 1 : 0;
        firstTime = firstTime < 0 ? order.timestamp() : firstTime;
        long shown = greatest == null ? 0 : greatest.sequence();
        (calm ? event.knownAt(shown) : event.standing()).ifPresent(part -> add(order, part));
    }

    private void add(EventOrder order, Part part) {
        sum.add(order, Json.parse(part.inputs()));
        Json.parse(part.references())
                .forEachEntry((name, objects) -> references.put(
                        name, objects.valueStream().map(JsonNode::stringValue).toList()));
        Json.parse(part.enrichments()).forEachEntry(enrichments::put);
    }
}
