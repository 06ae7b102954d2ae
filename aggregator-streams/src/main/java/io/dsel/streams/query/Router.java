package io.dsel.streams.query;

import io.dsel.streams.engine.StreamsUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Brings a read to an instance that holds its key: to the active one, else to a standby; and tries again for a moment
 * while partitions move.
 */
final class Router {
    private static final Duration WHILE_PARTITIONS_MOVE = Duration.ofSeconds(3);
    private static final Duration MOST_OF_ONE = Duration.ofSeconds(1);
    private static final Duration RESERVE = Duration.ofMillis(250);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final Placement placement;
    private final Peers peers;
    private final HostInfo self;

    Router(Placement placement, Peers peers, HostInfo self) {
        this.placement = placement;
        this.peers = peers;
        this.self = self;
    }

    /**
     * @param target path and query that another instance is asked with
     * @param store keyed by {@code key}, or by keys that begin with it and lie in its partition
     * @param local answers from a partition of this instance's store; throws {@link StreamsUnavailableException} if it
     *     can't, with nothing sent
     * @throws StreamsUnavailableException if no instance can answer
     */
    Answer route(Supplier<String> target, String store, String key, ReadWish wish, IntFunction<Answer> local) {
        long deadline = System.nanoTime()
                + least(WHILE_PARTITIONS_MOVE, wish.remaining()).toNanos();
        while (true) {
            try {
                return attempt(target, store, key, wish, local);
            } catch (StreamsUnavailableException e) {
                placement.forget();
                if (wish.forwarded() || System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Pause.of(BETWEEN_ATTEMPTS);
        }
    }

    private Answer attempt(
            Supplier<String> target, String store, String key, ReadWish wish, IntFunction<Answer> local) {
        KeyQueryMetadata owner = placement.holders(store, key);
        if (wish.forwarded()) {
            return local.apply(owner.partition());
        }
        List<String> reasons = new ArrayList<>();
        List<HostInfo> hosts = inTurn(owner);
        for (int i = 0; i < hosts.size(); i++) {
            HostInfo host = hosts.get(i);
            Duration share = i == hosts.size() - 1 ? wish.remaining() : share(wish);
            try {
                return host.equals(self) ? local.apply(owner.partition()) : peers.ask(host, target.get(), share);
            } catch (StreamsUnavailableException e) {
                reasons.add(e.getMessage());
            }
        }
        throw new StreamsUnavailableException(String.join("; ", reasons));
    }

    /** What one instance may take while there is another: it may wait for a token, but else should answer soon. */
    private static Duration share(ReadWish wish) {
        Duration remaining = wish.remaining();
        Duration half = remaining.dividedBy(2);
        if (wish.token().isEmpty()) {
            return least(half, MOST_OF_ONE);
        }
        Duration allButLittle = remaining.minus(RESERVE);
        return allButLittle.compareTo(half) > 0 ? allButLittle : half;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The active instance, then the standbys; those that did not answer a moment ago come last. */
    private List<HostInfo> inTurn(KeyQueryMetadata owner) {
        List<HostInfo> hosts = new ArrayList<>();
        hosts.add(owner.activeHost());
        hosts.addAll(owner.standbyHosts());
        hosts.remove(HostInfo.unavailable());
        hosts.sort(Comparator.comparing(host -> !host.equals(self) && peers.isSuspect(host)));
        return hosts;
    }
}
