package io.dsel.bench.disk;

import io.dsel.bench.BenchStack;
import io.dsel.bench.GroupProgress;
import io.dsel.bench.SampleEvents;
import io.dsel.bench.SampleLog;
import io.dsel.bench.StreamsLag;
import io.dsel.bench.TopicReader;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.StackOptions;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a log of events takes on disk in each tier, with the aggregates that come along: when everybody has read all and
 * every part has been stopped, with whatever the broker has not compacted by then.
 *
 * @param events of the log
 * @param eventBytes keys and values of the events, before compression
 * @param bytes on disk; of topics without their offset indices, which the broker makes larger than what is in them
 */
public record DiskUse(int events, long eventBytes, Map<Tier, Long> bytes) {
    private static final String SEGMENT = ".log";
    private static final String SINK = "dsel-indexer";
    private static final Pattern INDEXED = Pattern.compile("dsel\\.(events|aggregates)\\..+");

    public DiskUse {
        bytes = new EnumMap<>(bytes);
    }

    /** Of a log of {@link SampleEvents}. */
    public static DiskUse measure(int events) throws IOException, InterruptedException, ExecutionException {
        StackOptions parts = StackOptions.none()
                .with(Part.BROKER)
                .with(Part.REGISTRY)
                .with(Part.OPEN_SEARCH)
                .with(Part.SINK)
                .withStreams(1);
        try (BenchStack stack = BenchStack.start(parts)) {
            SampleLog.fill(stack, events, event -> "");
            StreamsLag.awaitNone(stack);
            try (GroupProgress progress = new GroupProgress(stack.bootstrapServers(), INDEXED)) {
                progress.awaitEnd(SINK, () -> {});
            }
            List<String> topics = SampleEvents.kinds().stream().map(Topics::of).toList();
            long eventBytes =
                    new TopicReader(stack.bootstrapServers()).flow(topics).bytes();
            stack.stop();
            return new DiskUse(events, eventBytes, bytes(stack));
        }
    }

    private static Map<Tier, Long> bytes(BenchStack stack) throws IOException {
        Map<Tier, Long> bytes = new EnumMap<>(Tier.class);
        for (Path file : files(stack.data(Part.BROKER))) {
            if (file.toString().endsWith(SEGMENT)) {
                bytes.merge(Tier.ofTopic(topic(file)), Files.size(file), Long::sum);
            }
        }
        for (Path file : files(stack.data(Part.streams(1)))) {
            bytes.merge(Tier.STORES, Files.size(file), Long::sum);
        }
        for (Path file : files(stack.data(Part.OPEN_SEARCH))) {
            bytes.merge(Tier.INDEX, Files.size(file), Long::sum);
        }
        return bytes;
    }

    /** By the name of a segment's folder, which is {@code TOPIC-PARTITION}. */
    private static String topic(Path segment) {
        return segment.getParent().getFileName().toString().replaceFirst("-\\d+$", "");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    /** For people: what was measured, then a line for each tier. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%d events of %,d bytes before compression", events, eventBytes));
        for (Tier tier : Tier.values()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-24s %,15d bytes, %6.2f for each byte of event",
                    tier.description(),
                    bytes(tier),
                    (double) bytes(tier) / eventBytes));
        }
        return lines;
    }

    /** For machines. */
    public ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("events", events);
        json.put("eventBytes", eventBytes);
        ObjectNode tiers = json.putObject("bytes");
        for (Tier tier : Tier.values()) {
            tiers.put(tier.name().toLowerCase(Locale.ROOT), bytes(tier));
        }
        return json;
    }

    private long bytes(Tier tier) {
        return bytes.getOrDefault(tier, 0L);
    }
}
