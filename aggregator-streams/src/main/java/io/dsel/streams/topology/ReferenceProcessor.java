package io.dsel.streams.topology;

import io.dsel.aggregate.Takes;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.events.ReferenceEntry;
import io.dsel.events.SeenEntry;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.Head;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.Place;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps which groups refer to which objects, and tells them of these: at once when they begin to, and of each greater event.
 * A record that is read again is answered again; the group knows as much then and changes nothing.
 */
final class ReferenceProcessor extends ContextualProcessor<String, Object, String, JournalEntry> {
    private static final int MOST_COMPILED = 1_000;

    private final EventCodec codec;
    private final Declared declared;
    private final Map<String, Takes> compiled = new HashMap<>();
    private Subscribers subscribers;
    private KeyValueStore<String, Head> heads;
    private KeyValueStore<Bytes, StoredEvent> history;

    ReferenceProcessor(EventCodec codec, Declared declared) {
        this.codec = codec;
        this.declared = declared;
    }

    /** An object's event that is to be told of, and what was told of it already, by what is taken. */
    private record News(
            Event event, long bodyHash, Place place, Optional<Action.Step> step, Map<String, String> told) {}

    @Override
    public void init(ProcessorContext<String, JournalEntry> context) {
        super.init(context);
        subscribers = new Subscribers(context.getStateStore(StoreNames.SUBSCRIBERS));
        heads = context.getStateStore(StoreNames.HEADS);
        history = context.getStateStore(StoreNames.HISTORY);
    }

    @Override
    public void process(Record<String, Object> record) {
        switch (record.value()) {
            case ReadEvent read -> changed(record, read);
            case ReferenceEntry entry -> subscribed(record, entry);
            default -> throw new IllegalStateException("neither an event nor a reference: " + record.value());
        }
    }

    /** @param read the object's greatest event from now on */
    private void changed(Record<String, Object> record, ReadEvent read) {
        if (!subscribers.hasAnyOf(read.event().kind().objectKind())) {
            return;
        }
        News news = news(read.event(), read.bodyHash(), Places.of(context(), record));
        subscribers.forEach(record.key(), subscriber -> tell(record, subscriber, news));
    }

    private void subscribed(Record<String, Object> record, ReferenceEntry entry) {
        Owner group = new Owner(entry.getGroup(), entry.getFormula());
        if (entry.getTakes() == null) {
            subscribers.remove(record.key(), group);
            return;
        }
        JournalEntry member = entry.getMember();
        EventOrder since = new EventOrder(member.getTimestamp().toEpochMilli(), member.getEventId());
        Subscribers.Subscriber subscriber = new Subscribers.Subscriber(group, since, entry.getTakes());
        subscribers.put(record.key(), subscriber);
        Head head = heads.get(record.key());
        if (head == null) {
            SeenEntry seen = seen(record.key(), subscriber, "MISSING", "{}");
            context().forward(new Record<>(group.entity(), JournalEntries.missing(member, seen), record.timestamp()));
            return;
        }
        StoredEvent stored = history.get(HistoryKey.of(record.key(), head.order()));
        tell(record, subscriber, news(codec.decode(stored.value()), head.bodyHash(), head.place()));
    }

    private News news(Event event, long bodyHash, Place place) {
        return new News(event, bodyHash, place, declared.kinds().get().step(event), new HashMap<>());
    }

    private void tell(Record<String, Object> record, Subscribers.Subscriber subscriber, News news) {
        String told = news.told()
                .computeIfAbsent(
                        subscriber.takes(), text -> Json.write(takes(text).told(news.event(), news.step())));
        String state = news.event().kind().isDeletion() ? "DELETED" : "FOUND";
        JournalEntry entry = JournalEntries.seen(
                news.event(),
                news.bodyHash(),
                news.place(),
                subscriber.group(),
                seen(record.key(), subscriber, state, told));
        context().forward(new Record<>(subscriber.group().entity(), entry, record.timestamp()));
    }

    private static SeenEntry seen(String entity, Subscribers.Subscriber subscriber, String state, String told) {
        return SeenEntry.newBuilder()
                .setEntity(entity)
                .setState(state)
                .setTold(told)
                .setMemberId(subscriber.since().eventId())
                .setMemberTimestamp(Instant.ofEpochMilli(subscriber.since().timestamp()))
                .build();
    }

    /** There are few different ones: one for each formula and kind. */
    private Takes takes(String text) {
        if (compiled.size() >= MOST_COMPILED) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(text, Takes::new);
    }
}
