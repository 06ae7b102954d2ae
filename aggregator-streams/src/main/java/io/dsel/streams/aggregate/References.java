package io.dsel.streams.aggregate;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a group refers to, and what was seen of it. Of each reference the greatest member that says something of it counts, and
 * of each object the greatest event, so that what is told in the end depends on sets of events only. What was seen of an
 * object that the group does not refer to any more is forgotten: if it does again, it is told anew. For one thread.
 */
public final class References {
    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 512;

    private final SortedMap<String, Wanted> wanted = new TreeMap<>();
    private final SortedMap<String, Seen> seen = new TreeMap<>();

    /** @param by the member that says so */
    private record Wanted(EventOrder by, List<String> entities) {}

    /** Of a group without members. */
    public References() {}

    private References(byte[] state) {
        ValueReader in = new ValueReader(FORMAT, state);
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            EventOrder by = Orders.read(in);
            List<String> entities = new ArrayList<>();
            for (int more = in.count(); more > 0; more--) {
                entities.add(in.text());
            }
            wanted.put(name, new Wanted(by, List.copyOf(entities)));
        }
        for (int left = in.count(); left > 0; left--) {
            seen.put(in.text(), Seen.read(in));
        }
    }

    public static Serde<References> serde() {
        return Serdes.serdeFrom(
                (topic, references) -> references == null ? null : references.bytes(),
                (topic, bytes) -> bytes == null ? null : new References(bytes));
    }

    public boolean isEmpty() {
        return wanted.isEmpty();
    }

    /** Takes what a member says into account. */
    public void refer(Noted member) {
        String said = member.entry().getReferences();
        if (said == null) {
            return;
        }
        EventOrder order = member.order();
        Json.parseObject(said).forEachEntry((name, entities) -> {
            Wanted known = wanted.get(name);
            if (known == null || order.compareTo(known.by()) > 0) {
                List<String> texts = new ArrayList<>();
                entities.forEach(entity -> texts.add(entity.stringValue()));
                wanted.put(name, new Wanted(order, List.copyOf(texts)));
            }
        });
        seen.keySet().retainAll(entities().keySet());
    }

    /** Takes over what others have seen of what is referred to here too. */
    public void takeOver(References others) {
        seen.putAll(others.seen);
        seen.keySet().retainAll(entities().keySet());
    }

    /** The objects that are referred to, each with the greatest member that does. */
    public SortedMap<String, EventOrder> entities() {
        SortedMap<String, EventOrder> entities = new TreeMap<>();
        for (Wanted one : wanted.values()) {
            one.entities()
                    .forEach(entity -> entities.merge(
                            entity, one.by(), (left, right) -> left.compareTo(right) > 0 ? left : right));
        }
        return entities;
    }

    /**
     * Takes into account what was seen of an object.
     *
     * @return false if that changes nothing: the group does not refer to it, or knows as much or more of it
     */
    public boolean see(JournalEntry entry) {
        String entity = entry.getSeen().getEntity();
        Seen found = Seen.of(entry);
        Seen known = seen.get(entity);
        if (!entities().containsKey(entity) || known != null && !found.isAfter(known)) {
            return false;
        }
        seen.put(entity, found);
        return true;
    }

    /** What tells what was seen so far from what was seen at another time; empty without references. */
    public String mark() {
        StringBuilder mark = new StringBuilder();
        seen.forEach((entity, what) -> mark.append(' ')
                .append(entity)
                .append(' ')
                .append(what.order().timestamp())
                .append(' ')
                .append(what.order().eventId()));
        return mark.toString();
    }

    /** Puts a list of objects for each of the references into an aggregate's spec, those without any too. */
    void writeTo(ObjectNode spec, List<String> names) {
        ObjectNode references = spec.putObject("references");
        for (String name : names) {
            ArrayNode list = references.putArray(name);
            Optional.ofNullable(wanted.get(name))
                    .ifPresent(its -> its.entities().forEach(entity -> addTo(list, name, entity)));
        }
    }

    private void addTo(ArrayNode list, String name, String entity) {
        EntityKey key = EntityKey.parse(entity);
        Seen what = seen.get(entity);
        ObjectNode object = list.addObject()
                .put("kind", key.kind())
                .put("appId", key.appId())
                .put("name", key.name())
                .put("state", what == null ? "pending" : what.state().text());
        if (what != null && what.state() != Seen.State.MISSING) {
            object.put("eventId", what.order().eventId())
                    .put(
                            "timestamp",
                            EventJson.time(Instant.ofEpochMilli(what.order().timestamp())));
            JsonNode told = Json.parse(what.told()).path(name);
            told.forEachEntry(object::set);
        }
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES).number(wanted.size());
        wanted.forEach((name, its) -> {
            Orders.write(out.text(name), its.by());
            out.number(its.entities().size());
            its.entities().forEach(out::text);
        });
        out.number(seen.size());
        for (Map.Entry<String, Seen> one : seen.entrySet()) {
            one.getValue().write(out.text(one.getKey()));
        }
        return out.bytes();
    }
}
