package io.dsel.streams.query;

import io.dsel.event.Token;
import io.dsel.streams.engine.Freshness;
import io.dsel.streams.engine.LogWatch;
import io.dsel.streams.engine.Progress;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsUnavailableException;
import io.dsel.streams.store.Feed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.query.FailureReason;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;

/**
 * Asks the stores of this instance, and waits for a token where the caller has one.
 *
 * <p>A store knows the positions that changed it while it was active, and nothing of what it took over from a changelog.
 * So what it can't prove by itself is proved by the group's committed offsets.
 */
final class StoreReader {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);

    private final StreamsEngine engine;
    private final LogWatch watch;

    StoreReader(StreamsEngine engine, LogWatch watch) {
        this.engine = engine;
        this.watch = watch;
    }

    /**
     * Runs a query on one partition of a store.
     *
     * @param topics those whose positions the answer names
     * @param use turns the store's result into a value of its own, and closes it
     * @throws StreamsUnavailableException if this instance does not have the partition ready
     * @throws TokenNotCoveredException if the store has not seen the token in time
     */
    <R, T> StoreRead<T> read(
            String store, int partition, Query<R> query, ReadWish wish, Predicate<String> topics, Function<R, T> use) {
        Token wanted = wish.token().map(token -> token(token, store)).orElse(null);
        PositionBound bound = wanted == null ? PositionBound.unbounded() : PositionBound.at(position(wanted));
        long deadline = System.nanoTime() + wish.remaining().toNanos();
        while (true) {
            KafkaStreams streams = engine.streams();
            Optional<StoreRead<T>> quick = whereActive(streams, store, partition, query, wanted, topics, use);
            if (quick.isPresent()) {
                return quick.get();
            }
            Role role = isActive(streams, store, partition) ? Role.ACTIVE : Role.STANDBY;
            Optional<Progress> progress = progress(role, store, partition);
            boolean proved = wanted != null
                    && progress.filter(known -> covers(known, wanted, partition))
                            .isPresent();
            if (role == Role.ACTIVE && (wanted == null || proved)) {
                // It was active a moment ago, but Kafka Streams said just now that it is not: it is made anew, from
                // nothing.
                throw new StreamsUnavailableException(
                        store + " partition " + partition + " is not ready here any more");
            }
            QueryResult<R> result = ask(
                    streams,
                    request(store, partition, query).withPositionBound(proved ? PositionBound.unbounded() : bound),
                    partition);
            if (result.isSuccess()) {
                T value = use.apply(result.getResult());
                return new StoreRead<>(
                        value,
                        role,
                        positions(result.getPosition(), progress, partition, topics),
                        progress.map(Progress::freshAt));
            }
            if (result.getFailureReason() != FailureReason.NOT_UP_TO_BOUND) {
                throw new StreamsUnavailableException(
                        store + " partition " + partition + ": " + result.getFailureMessage());
            }
            if (System.nanoTime() > deadline) {
                throw new TokenNotCoveredException(missing(wanted, partition, result.getPosition(), progress));
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    /** A standby that never caught up, or an active store that is being restored, may lack anything: it gives no answer. */
    private Optional<Progress> progress(Role role, String store, int partition) {
        Freshness freshness = watch.freshness();
        if (role == Role.ACTIVE) {
            return freshness.active(Feed.ofStore(store), partition);
        }
        Optional<Progress> standby = freshness.standby(store, partition);
        if (standby.isEmpty()) {
            throw new StreamsUnavailableException(store + " partition " + partition + " is not ready here");
        }
        return standby;
    }

    /**
     * The usual case, which costs least: no bound has to be asked of the store, and Kafka Streams itself sees to it that
     * the store is the active one. (With a bound that would not do: it drops the bound.)
     *
     * @return empty where it is another case
     */
    private <R, T> Optional<StoreRead<T>> whereActive(
            KafkaStreams streams,
            String store,
            int partition,
            Query<R> query,
            Token wanted,
            Predicate<String> topics,
            Function<R, T> use) {
        Optional<Progress> progress = watch.freshness().active(Feed.ofStore(store), partition);
        if (wanted != null
                && progress.filter(known -> covers(known, wanted, partition)).isEmpty()) {
            return Optional.empty();
        }
        QueryResult<R> result = ask(streams, request(store, partition, query).requireActive(), partition);
        if (!result.isSuccess()) {
            return Optional.empty();
        }
        return Optional.of(new StoreRead<>(
                use.apply(result.getResult()),
                Role.ACTIVE,
                positions(result.getPosition(), progress, partition, topics),
                progress.map(Progress::freshAt)));
    }

    private static <R> StateQueryRequest<R> request(String store, int partition, Query<R> query) {
        return StateQueryRequest.inStore(store).withQuery(query).withPartitions(Set.of(partition));
    }

    private static <R> QueryResult<R> ask(KafkaStreams streams, StateQueryRequest<R> request, int partition) {
        try {
            return streams.query(request).getPartitionResults().get(partition);
        } catch (StreamsException e) {
            throw new StreamsUnavailableException(e.getMessage(), e);
        }
    }

    private static boolean isActive(KafkaStreams streams, String store, int partition) {
        Feed feed = Feed.ofStore(store);
        return streams.metadataForLocalThreads().stream()
                .flatMap(thread -> thread.activeTasks().stream())
                .filter(task -> task.taskId().partition() == partition)
                .flatMap(task -> task.topicPartitions().stream())
                .anyMatch(input -> feed.holds(input.topic()));
    }

    /** What of the token this store can see at all. */
    private static Token token(Token token, String store) {
        SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>(token.positions());
        positions.keySet().removeIf(topic -> !Feed.ofStore(store).holds(topic));
        return new Token(token.clusterId(), positions);
    }

    private static Position position(Token token) {
        Position position = Position.emptyPosition();
        token.positions()
                .forEach((topic, offsets) ->
                        offsets.forEach((partition, offset) -> position.withComponent(topic, partition, offset)));
        return position;
    }

    private static boolean covers(Progress progress, Token token, int partition) {
        return token.positions().entrySet().stream()
                .allMatch(topic -> seen(progress, topic.getKey(), partition)
                        > topic.getValue().getOrDefault(partition, -1L));
    }

    private static long seen(Progress progress, String topic, int partition) {
        return progress.seen().getOrDefault(new TopicPartition(topic, partition), 0L);
    }

    private static SortedMap<String, Map<Integer, Long>> positions(
            Position store, Optional<Progress> progress, int partition, Predicate<String> topics) {
        SortedMap<String, Map<Integer, Long>> positions = new TreeMap<>();
        store.getTopics().stream().filter(topics).forEach(topic -> store.getPartitionPositions(topic)
                .forEach((number, offset) -> positions.put(topic, Map.of(number, offset))));
        progress.ifPresent(known -> known.seen().forEach((input, next) -> {
            if (next > 0 && topics.test(input.topic())) {
                positions.merge(
                        input.topic(),
                        Map.of(partition, next - 1),
                        (one, other) -> Map.of(partition, Math.max(one.get(partition), other.get(partition))));
            }
        }));
        return positions;
    }

    private static SortedMap<String, SortedMap<Integer, Long>> missing(
            Token token, int partition, Position store, Optional<Progress> progress) {
        SortedMap<String, SortedMap<Integer, Long>> missing = new TreeMap<>();
        token.positions().forEach((topic, offsets) -> {
            long wanted = offsets.getOrDefault(partition, -1L);
            long seen = Math.max(
                    store.getPartitionPositions(topic).getOrDefault(partition, -1L),
                    progress.map(known -> seen(known, topic, partition) - 1).orElse(-1L));
            if (seen < wanted) {
                missing.put(topic, new TreeMap<>(Map.of(partition, wanted)));
            }
        });
        return missing;
    }
}
