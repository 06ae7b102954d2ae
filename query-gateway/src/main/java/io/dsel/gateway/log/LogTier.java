package io.dsel.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.EventOrder;
import io.dsel.event.Token;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.EventsQuery;
import io.dsel.gateway.read.ExecutionEventsQuery;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.KindQuery;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Read;
import io.dsel.gateway.read.Scope;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tier;
import io.dsel.gateway.read.TierName;
import io.dsel.gateway.read.TierUnavailableException;
import io.dsel.gateway.read.TokenNotCoveredException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topics themselves, read from their beginning to their end each time: slow, and right whenever the broker is there.
 * Holds no more of them than the page that is asked for.
 */
public final class LogTier implements Tier, AutoCloseable {
    private final Broker broker;
    private final Groups groups;
    private final LogScan log;
    private final EventCodec codec;
    private final String region;

    public LogTier(String bootstrapServers, Broker broker, EventCodec codec, String region) {
        this.broker = broker;
        this.groups = new Groups(broker);
        this.log = new LogScan(bootstrapServers);
        this.codec = codec;
        this.region = region;
    }

    @Override
    public TierName name() {
        return TierName.LOG;
    }

    @Override
    public Read<Optional<FoundEvent>> object(ObjectQuery query, Demand demand) {
        long last = query.asOf().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        EventFilter known = knownAt(query.knownAt());
        Firsts<EventOrder, LogEvent> greatest = new Firsts<>(Comparator.reverseOrder(), 1, LogEvent::orCopy);
        Scanned scanned = scan(
                query.scope(),
                demand,
                ofEntity(query.entity().text()),
                order -> order.timestamp() <= last && greatest.wants(order),
                event -> {
                    if (known.isKnown(event.logTime())) {
                        greatest.offer(event.order(), event);
                    }
                });
        return new Read<>(greatest.values().stream().findFirst().map(LogEvent::found), coverage(scanned));
    }

    @Override
    public Read<Page<EventEntry>> history(HistoryQuery query, Demand demand) {
        return page(query.scope(), demand, ofEntity(query.entity().text()), query.filter(), query.slice());
    }

    @Override
    public Read<Page<EventEntry>> events(EventsQuery query, Demand demand) {
        return page(query.scope(), demand, record -> true, query.filter(), query.slice());
    }

    @Override
    public Read<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, Demand demand) {
        return events(query.asEvents(), demand);
    }

    @Override
    public Read<Page<ObjectEntry>> objectsOfKind(KindQuery query, Demand demand) {
        String after = query.after().orElse("");
        Firsts<String, LogEvent> first =
                new Firsts<>(Comparator.<String>naturalOrder(), query.limit() + 1, LogTier::later);
        Predicate<ConsumerRecord<byte[], byte[]>> wanted = record -> {
            String entity = record.key() == null ? "" : new String(record.key(), UTF_8);
            return entity.compareTo(after) > 0 && entity.startsWith(query.kind() + "/") && first.wants(entity);
        };
        Scanned scanned = scan(query.scope(), demand, wanted, order -> true, event -> {
            if (query.app()
                    .filter(app -> !app.equals(event.event().meta().appId()))
                    .isEmpty()) {
                first.offer(event.event().entity().text(), event);
            }
        });
        List<ObjectEntry> found = first.values().stream().map(LogEvent::object).toList();
        return new Read<>(Page.of(found, query.limit()), coverage(scanned));
    }

    @Override
    public void close() {
        log.close();
    }

    /** Ids are one's own, so that events of any entities have places of their own in the order. */
    private Read<Page<EventEntry>> page(
            Scope scope,
            Demand demand,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            EventFilter filter,
            Slice slice) {
        Comparator<EventOrder> order = slice.direction().comparator();
        Predicate<EventOrder> behind = place ->
                slice.after().filter(last -> order.compare(place, last) <= 0).isEmpty();
        Firsts<EventOrder, LogEvent> first = new Firsts<>(order, slice.limit() + 1, LogEvent::orCopy);
        Scanned scanned = scan(
                scope,
                demand,
                wanted,
                place -> behind.test(place)
                        && filter.isWithin(Instant.ofEpochMilli(place.timestamp()))
                        && first.wants(place),
                event -> {
                    if (filter.admits(event.event(), event.logTime())) {
                        first.offer(event.order(), event);
                    }
                });
        List<EventEntry> found =
                first.values().stream().map(event -> event.entry(slice.full())).toList();
        return new Read<>(Page.of(found, slice.limit()), coverage(scanned));
    }

    /**
     * Reads all that the question is about, with as little decoded as can be.
     *
     * @return how far it was read
     */
    private Scanned scan(
            Scope scope,
            Demand demand,
            Predicate<ConsumerRecord<byte[], byte[]>> wanted,
            Predicate<EventOrder> wantedOrder,
            Consumer<LogEvent> reader) {
        Deadline deadline = demand.deadline();
        Optional<Offsets> needed = demand.token().map(token -> needed(token, scope, deadline));
        long asked = System.nanoTime();
        Offsets ends = broker.ends(scope, deadline);
        needed.map(all -> all.of(scope.topics()).inPartitionsOf(ends))
                .filter(all -> !ends.covers(all))
                .ifPresent(all -> {
                    throw new TokenNotCoveredException("the log at " + ends.firstBehind(all));
                });
        try {
            log.read(broker.beginnings(ends, deadline), ends, deadline, record -> {
                if (wanted.test(record) && wantedOrder.test(order(record))) {
                    LogEvent.of(record, codec).ifPresent(reader);
                }
            });
        } catch (RegistryUnavailableException e) {
            throw new TierUnavailableException(e.getMessage(), e);
        }
        return new Scanned(ends, asked);
    }

    /** @param asked when the ends were these, on the clock that only goes forward, in nanoseconds */
    private record Scanned(Offsets ends, long asked) {}

    /** The positions that must be there before the log is read. */
    private Offsets needed(Token token, Scope scope, Deadline deadline) {
        return scope.derived() ? groups.aggregates(token, deadline) : groups.events(token, deadline);
    }

    /** The least for what has none; whether it is an event at all is seen when it is decoded. */
    private static EventOrder order(ConsumerRecord<byte[], byte[]> record) {
        try {
            return EventCodec.order(record.value());
        } catch (UnreadableEventException e) {
            return new EventOrder(0, "");
        }
    }

    private static Predicate<ConsumerRecord<byte[], byte[]>> ofEntity(String entity) {
        byte[] key = entity.getBytes(UTF_8);
        return record -> Arrays.equals(key, record.key());
    }

    private static LogEvent later(LogEvent one, LogEvent other) {
        int byOrder = one.order().compareTo(other.order());
        return byOrder == 0 ? one.orCopy(other) : byOrder > 0 ? one : other;
    }

    private static EventFilter knownAt(Optional<Instant> time) {
        EventFilter all = EventFilter.ALL;
        return new EventFilter(
                all.kinds(),
                all.users(),
                all.correlations(),
                all.causes(),
                all.apps(),
                all.executions(),
                all.from(),
                all.to(),
                time);
    }

    private Coverage coverage(Scanned scanned) {
        return new Coverage(
                TierName.LOG,
                "log",
                Optional.empty(),
                region,
                Optional.of(Duration.ofNanos(System.nanoTime() - scanned.asked())),
                scanned.ends().covered(),
                OptionalLong.empty(),
                List.of());
    }
}
