package io.dsel.bench.aggregation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.avro.EventCodec;
import io.dsel.bench.BenchStack;
import io.dsel.bench.SampleLog;
import io.dsel.bench.TopicReader;
import io.dsel.client.LiveKinds;
import io.dsel.event.Event;
import io.dsel.stack.Part;
import io.dsel.stack.StackOptions;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.topic.Topic;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The broker with its log of events, and what is cleared and set up again for every run on it. */
final class Stage implements AutoCloseable {
    private static final String PREFIX = "bench-";

    private final BenchStack stack;
    private final Aggregates declared;
    private final List<Topic> outputs;
    private final int events;
    private final Groups groups;
    private final EventCodec codec;
    private final Admin admin;
    private final LiveKinds kinds;
    private int runs;

    /** @param manifests see {@link Manifests} */
    Stage(int events, List<Event> manifests) throws IOException, InterruptedException {
        stack = BenchStack.start(StackOptions.none().with(Part.BROKER).with(Part.REGISTRY));
        declared = Manifests.declared(manifests);
        outputs = Stream.concat(
                        Stream.of(Topics.HEADS, Topics.AGGREGATE_JOURNAL, Topics.REFERENCES, Topics.DEAD_LETTERS),
                        declared.all().stream().map(Aggregate::kind).map(Topics::forKind))
                .toList();
        List<SampleLog.Placed<List<String>>> placed =
                new ArrayList<>(SampleLog.publish(stack, manifests, event -> Groups.of(declared, event)));
        placed.addAll(SampleLog.fill(stack, events, event -> Groups.of(declared, event)));
        this.events = placed.size();
        groups = new Groups(placed);
        codec = new EventCodec(stack.registryUrl());
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
        kinds = LiveKinds.follow(stack.bootstrapServers(), stack.registryUrl(), Map.of());
    }

    int events() {
        return events;
    }

    /** What is made of events: with each event of a group an aggregate, so that the number of them is known. */
    Aggregates declared() {
        return declared;
    }

    Groups groups() {
        return groups;
    }

    /** How many records an application puts to its history: the events, and an aggregate for each group of each. */
    long historyRecords() {
        return events + groups.memberships();
    }

    EventCodec codec() {
        return codec;
    }

    LiveKinds kinds() {
        return kinds;
    }

    String bootstrapServers() {
        return stack.bootstrapServers();
    }

    /** As where a disk is lost; what the broker has of them stays. */
    void loseStores() throws IOException {
        BenchStack.delete(stateFolder());
    }

    /** The topics that an application's stores are restored from. */
    List<String> changelogs(String application) throws InterruptedException, ExecutionException {
        return admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(application + "-") && name.endsWith("-changelog"))
                .toList();
    }

    TopicReader reader() {
        return new TopicReader(stack.bootstrapServers());
    }

    TopicCreator topicCreator() {
        return new TopicCreator(admin, TopicCreator.DEFAULT_PARTITIONS);
    }

    /**
     * Deletes what the runs before have left on the broker and on disk, and makes the output topics again.
     *
     * @return an application id that was never used
     */
    String clear() throws InterruptedException, ExecutionException, IOException {
        List<String> old = admin.listTopics().names().get().stream()
                .filter(name -> name.startsWith(PREFIX)
                        || outputs.stream().anyMatch(output -> output.name().equals(name)))
                .toList();
        admin.deleteTopics(old).all().get();
        topicCreator().ensure(outputs);
        loseStores();
        return PREFIX + ++runs;
    }

    /** The service's own settings, on one stream thread as it has by default. */
    EngineSettings settings(String application) {
        return new EngineSettings(
                stack.bootstrapServers(),
                application,
                "127.0.0.1:1",
                stateFolder(),
                1,
                Map.of(StreamsConfig.APPLICATION_ID_CONFIG, application));
    }

    /** The last total of each group, by the key of its aggregates. */
    Map<String, Long> totals(ToLongFunction<byte[]> total) {
        Map<String, Long> totals = new TreeMap<>();
        Groups.topics(declared).forEach(topic -> reader().read(topic, record -> {
            String key = new String(record.key(), UTF_8);
            totals.put(key, total.applyAsLong(record.value()));
        }));
        return totals;
    }

    @Override
    public void close() {
        kinds.close();
        admin.close();
        codec.close();
        stack.close();
    }

    private Path stateFolder() {
        return stack.folder("streams");
    }
}
