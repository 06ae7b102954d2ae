package io.dsel.streams.query;

import io.dsel.json.Json;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsUnavailableException;
import io.dsel.streams.store.Feed;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.state.HostInfo;
import tools.jackson.databind.JsonNode;

/** A scan of all partitions: asks each instance for those that are active there, and standbys for the rest. */
final class KindScan {
    private static final Duration WHILE_PARTITIONS_MOVE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final StreamsEngine engine;
    private final Peers peers;
    private final HostInfo self;
    private final ReadAnswers answers;

    KindScan(StreamsEngine engine, Peers peers, HostInfo self, ReadAnswers answers) {
        this.engine = engine;
        this.peers = peers;
        this.self = self;
        this.answers = answers;
    }

    /** Which partitions were found, and what they gave. */
    record Found(ScanPart part, Set<Integer> missing) {}

    /**
     * @param target path and query of this read, without partitions
     * @throws StreamsUnavailableException if no partition could be read
     */
    Found scan(PartitionScan scan, String target, ReadWish wish) {
        long deadline = System.nanoTime()
                + Math.min(WHILE_PARTITIONS_MOVE.toNanos(), wish.remaining().toNanos());
        while (true) {
            Found found = attempt(scan, target, wish);
            if (found.missing().isEmpty()) {
                return found;
            }
            if (System.nanoTime() > deadline) {
                if (found.part().partitions().isEmpty()) {
                    throw new StreamsUnavailableException("no instance has a partition of the store ready");
                }
                return found;
            }
            Pause.of(BETWEEN_ATTEMPTS);
        }
    }

    private Found attempt(PartitionScan scan, String target, ReadWish wish) {
        Collection<StreamsMetadata> clients = engine.streams().metadataForAllStreamsClients();
        Set<Integer> all = partitions(clients, StreamsMetadata::topicPartitions).values().stream()
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(TreeSet::new));
        if (all.isEmpty()) {
            return new Found(ScanPart.nothing(), Set.of(0));
        }
        Set<Integer> missing = new TreeSet<>(all);
        ScanPart found = ScanPart.nothing();
        for (Function<StreamsMetadata, Set<TopicPartition>> held :
                List.<Function<StreamsMetadata, Set<TopicPartition>>>of(
                        StreamsMetadata::topicPartitions, StreamsMetadata::standbyTopicPartitions)) {
            for (Map.Entry<HostInfo, Set<Integer>> host :
                    partitions(clients, held).entrySet()) {
                Set<Integer> wanted = new TreeSet<>(host.getValue());
                wanted.retainAll(missing);
                if (!wanted.isEmpty()) {
                    ScanPart part = ask(host.getKey(), scan, wanted, target, wish);
                    missing.removeAll(part.partitions());
                    found = found.and(part);
                }
            }
        }
        return new Found(found.limit(scan.limit()), missing);
    }

    private ScanPart ask(HostInfo host, PartitionScan scan, Set<Integer> partitions, String target, ReadWish wish) {
        if (host.equals(self)) {
            return LocalScan.scan(scan, partitions, wish);
        }
        String list = partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
        String separator = target.contains("?") ? "&" : "?";
        try {
            Answer answer = peers.ask(
                    host,
                    target + separator + "partitions=" + list,
                    wish.remaining().dividedBy(2));
            return answer.status() == 200 ? read(Json.parse(answer.body())) : ScanPart.nothing();
        } catch (StreamsUnavailableException e) {
            return ScanPart.nothing();
        }
    }

    /** A part as another instance gave it: a page, with a receipt that lists its partitions. */
    private ScanPart read(JsonNode body) {
        JsonNode receipt = body.path("receipt");
        SortedMap<String, Map<Integer, Long>> positions = new TreeMap<>();
        receipt.path("positions")
                .forEachEntry((topic, offsets) -> offsets.forEachEntry((partition, offset) -> positions
                        .computeIfAbsent(topic, key -> new HashMap<>())
                        .put(Integer.valueOf(partition), offset.longValue())));
        Set<Integer> partitions = new TreeSet<>();
        body.path("partitions").forEach(partition -> partitions.add(partition.intValue()));
        Optional<Instant> freshAt = receipt.path("ageMs").isNumber()
                ? Optional.of(answers.now().minusMillis(receipt.path("ageMs").longValue()))
                : Optional.empty();
        Role role = receipt.path("role").asString("").equals(Role.STANDBY.word()) ? Role.STANDBY : Role.ACTIVE;
        return new ScanPart(
                body.path("items").valueStream().toList(),
                !body.path("next").isNull(),
                role,
                positions,
                freshAt,
                partitions);
    }

    private static Map<HostInfo, Set<Integer>> partitions(
            Collection<StreamsMetadata> clients, Function<StreamsMetadata, Set<TopicPartition>> held) {
        Map<HostInfo, Set<Integer>> partitions = new HashMap<>();
        for (StreamsMetadata client : clients) {
            for (TopicPartition partition : held.apply(client)) {
                if (Feed.EVENTS.holds(partition.topic())) {
                    partitions
                            .computeIfAbsent(client.hostInfo(), host -> new TreeSet<>())
                            .add(partition.partition());
                }
            }
        }
        return partitions;
    }
}
