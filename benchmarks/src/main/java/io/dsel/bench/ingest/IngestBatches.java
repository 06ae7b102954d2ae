package io.dsel.bench.ingest;

import io.dsel.avro.EventCodec;
import io.dsel.bench.Ratio;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;

/**
 * Batches of a hundred on several connections, against a bare producer with {@code acks=all} that has the events' bytes
 * ready. The producer writes to topics like the events', beside them: ingest follows those, and would work meanwhile.
 */
public final class IngestBatches implements Ratio {
    private static final int BATCH = 100;
    private static final int CONNECTIONS = 8;

    @Override
    public String name() {
        return "ingest-batches";
    }

    @Override
    public String meaning() {
        return "events over HTTP in batches of 100 / a bare producer of the same bytes, acks=all";
    }

    @Override
    public double goal() {
        return 0.80;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 10_000 : 50_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        IngestStack stack = IngestStack.start();
        try {
            return new Batches(stack, events);
        } catch (Exception | Error e) {
            stack.close();
            throw e;
        }
    }

    private static final class Batches implements Contest {
        private final IngestStack stack;
        private final int events;
        private final EventCodec codec;
        private final BareProducer producer;
        private int ours;
        private int bare;

        Batches(IngestStack stack, int events) throws Exception {
            this.stack = stack;
            this.events = events;
            this.codec = new EventCodec(stack.parts().registryUrl());
            this.producer = new BareProducer(stack.parts().bootstrapServers());
        }

        @Override
        public double ours() throws Exception {
            List<Event> all = IngestStack.events(events, ours++);
            List<byte[]> bodies = IntStream.iterate(0, from -> from < all.size(), from -> from + BATCH)
                    .mapToObj(from -> body(all.subList(from, Math.min(all.size(), from + BATCH))))
                    .toList();
            return events / Requests.secondsOfPosts(stack.url(), CONNECTIONS, bodies);
        }

        @Override
        public double yardstick() throws Exception {
            List<BareProducer.Ready> ready = IngestStack.events(events, bare++).stream()
                    .map(event ->
                            new BareProducer.Ready(event.kind(), event.entity().text(), codec.encode(event)))
                    .toList();
            return events / producer.secondsOf(ready);
        }

        @Override
        public void requireEqualOutputs() {
            List<String> written =
                    contents(BareProducer.KINDS.stream().map(Topics::of).toList());
            List<String> wanted = contents(
                    BareProducer.KINDS.stream().map(BareProducer::topic).toList());
            if (written.size() != events || !written.equals(wanted)) {
                throw new AssertionError("ingest wrote " + written.size() + " events, the producer " + wanted.size()
                        + ", of " + events + ", or others");
            }
        }

        @Override
        public void close() {
            producer.close();
            codec.close();
            stack.close();
        }

        private List<String> contents(List<String> topics) {
            List<String> lines = new ArrayList<>();
            LogContents.of(stack.parts().bootstrapServers(), topics)
                    .forEach(record -> lines.add(record.partition() + " " + record.key() + " "
                            + Base64.getEncoder().encodeToString(record.value())));
            return lines.stream().sorted().toList();
        }

        private static byte[] body(List<Event> batch) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            batch.forEach(event -> array.add(EventJson.write(event)));
            return Json.writeBytes(array);
        }
    }
}
