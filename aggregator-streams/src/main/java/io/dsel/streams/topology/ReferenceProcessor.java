package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Takes;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.events.PastEntry;
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
import java.util.List;
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
 *
 * <p>A million groups may refer to one object. One record tells some of them, and another one the rest, which are told how
 * the object is by then: so a transaction stays short, and what else comes is not held up.
 */
final class ReferenceProcessor extends ContextualProcessor<String, Object, String, Object> {
    private static final int MOST_COMPILED = 1_000;

    private final EventCodec codec;
    private final Declared declared;
    private final int mostAtOnce;
    private final CommitPace pace;
    private final Map<String, Takes> compiled = new HashMap<>();
    private final Notes notes;
    private CommitPace.Task task;
    private Neighbours neighbours;
    private Subscribers subscribers;
    private KeyValueStore<String, Head> heads;
    private KeyValueStore<Bytes, StoredEvent> history;

    /** @param mostAtOnce groups that one record tells */
    ReferenceProcessor(EventCodec codec, Declared declared, int mostAtOnce, CommitPace pace) {
        this.codec = codec;
        this.declared = declared;
        this.mostAtOnce = mostAtOnce;
        this.pace = pace;
        notes = new Notes(declared);
    }

    /** An object's event that is to be told of, and what was told of it already, by what is taken. */
    private record News(
            Event event, long bodyHash, Place place, Optional<Action.Step> step, Map<String, String> told) {}

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        task = pace.of(context);
        subscribers = new Subscribers(context.getStateStore(StoreNames.SUBSCRIBERS));
        heads = context.getStateStore(StoreNames.HEADS);
        history = context.getStateStore(StoreNames.HISTORY);
        neighbours = new Neighbours(context, codec);
    }

    @Override
    public void process(Record<String, Object> record) {
        switch (record.value()) {
            case ReadEvent read -> changed(record, read);
            case ReferenceEntry entry -> {
                task.takes(record); // an event was taken where it was read
                referred(record, entry);
            }
            default -> throw new IllegalStateException("neither an event nor a reference: " + record.value());
        }
    }

    /** @param read the object's greatest event from now on */
    private void changed(Record<String, Object> record, ReadEvent read) {
        if (subscribers.hasAnyOf(read.event().kind().objectKind())) {
            News news = news(read.event(), read.bodyHash(), Places.of(context(), record));
            tellSome(record, Optional.empty(), news);
        }
    }

    private void referred(Record<String, Object> record, ReferenceEntry entry) {
        if (entry.getPast() != null) {
            note(record, entry);
            return;
        }
        Owner group = new Owner(entry.getGroup(), entry.getFormula());
        if (entry.getGoesOn()) {
            head(record.key()).ifPresent(news -> tellSome(record, Optional.of(group), news));
        } else if (entry.getTakes() == null) {
            subscribers.remove(record.key(), group);
        } else {
            subscribe(record, group, entry);
        }
    }

    /** An event that the history does not know yet is noted when it comes to know it. */
    private void note(Record<String, Object> record, ReferenceEntry entry) {
        PastEntry past = entry.getPast();
        EventOrder order = new EventOrder(past.getTimestamp().toEpochMilli(), past.getEventId());
        Optional<Aggregate> aggregate = declared.aggregates()
                .get()
                .find(entry.getAggregate())
                .filter(its -> its.formula().equals(entry.getFormula()));
        StoredEvent stored = history.get(HistoryKey.of(record.key(), order));
        if (stored != null && aggregate.isPresent()) {
            ReadEvent read = new ReadEvent(stored.value(), codec.decode(stored.value()));
            notes.of(read, stored.place(), notes.step(read.event()), aggregate.get(), neighbours)
                    .forEach(note -> forward(record, note.group(), note.entry()));
        }
    }

    private void subscribe(Record<String, Object> record, Owner group, ReferenceEntry entry) {
        JournalEntry member = entry.getMember();
        EventOrder since = new EventOrder(member.getTimestamp().toEpochMilli(), member.getEventId());
        Subscribers.Subscriber subscriber = new Subscribers.Subscriber(group, since, entry.getTakes());
        subscribers.put(record.key(), subscriber);
        head(record.key())
                .ifPresentOrElse(
                        news -> tell(record, subscriber, true, news),
                        () -> forward(
                                record,
                                group.entity(),
                                JournalEntries.missing(member, seen(record.key(), subscriber, true, "MISSING", "{}"))));
    }

    /** What the object is now; empty if there is no event of it. */
    private Optional<News> head(String entity) {
        Head head = heads.get(entity);
        if (head == null) {
            return Optional.empty();
        }
        StoredEvent stored = history.get(HistoryKey.of(entity, head.order()));
        return Optional.of(news(codec.decode(stored.value()), head.bodyHash(), head.place()));
    }

    private News news(Event event, long bodyHash, Place place) {
        return new News(event, bodyHash, place, declared.kinds().get().step(event), new HashMap<>());
    }

    /** @param after the group that was told last; empty for the first ones */
    private void tellSome(Record<String, Object> record, Optional<Owner> after, News news) {
        List<Subscribers.Subscriber> some = subscribers.some(record.key(), after, mostAtOnce);
        some.stream().limit(mostAtOnce).forEach(subscriber -> tell(record, subscriber, false, news));
        if (some.size() > mostAtOnce) {
            Owner last = some.get(mostAtOnce - 1).group();
            context()
                    .forward(
                            new Record<>(record.key(), ReferenceEntries.goOnAfter(last), record.timestamp()),
                            ReferencesTopology.REST_OUT);
        }
    }

    private void tell(Record<String, Object> record, Subscribers.Subscriber subscriber, boolean asked, News news) {
        String told = news.told()
                .computeIfAbsent(
                        subscriber.takes(), text -> Json.write(takes(text).told(news.event(), news.step())));
        String state = news.event().kind().isDeletion() ? "DELETED" : "FOUND";
        JournalEntry entry = JournalEntries.seen(
                news.event(),
                news.bodyHash(),
                news.place(),
                subscriber.group(),
                seen(record.key(), subscriber, asked, state, told));
        forward(record, subscriber.group().entity(), entry);
    }

    private void forward(Record<String, Object> record, String group, JournalEntry entry) {
        context().forward(new Record<>(group, entry, record.timestamp()), ReferencesTopology.TOLD_OUT);
    }

    private static SeenEntry seen(
            String entity, Subscribers.Subscriber subscriber, boolean asked, String state, String told) {
        return SeenEntry.newBuilder()
                .setEntity(entity)
                .setState(state)
                .setTold(told)
                .setAsked(asked)
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
