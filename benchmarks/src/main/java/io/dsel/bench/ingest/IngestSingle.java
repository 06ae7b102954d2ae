package io.dsel.bench.ingest;

import io.dsel.avro.EventCodec;
import io.dsel.bench.Ratio;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.bench.yardstick.NothingProcess;
import io.dsel.event.Event;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One event a request, on many connections, against a handler on the same HTTP stack, in a process like the service's, that
 * takes the same body and sends a ready answer of the same size.
 */
public final class IngestSingle implements Ratio {
    /** So many that the processors are the limit: writes of a partition share transactions, and a few clients wait for each. */
    private static final int CONNECTIONS = 128;

    @Override
    public String name() {
        return "ingest-single";
    }

    @Override
    public String meaning() {
        return "events over HTTP one by one / a handler that does nothing on the same stack";
    }

    @Override
    public double goal() {
        return 0.70;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 10_000 : 50_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        IngestStack stack = IngestStack.start();
        try (HttpConnection connection = new HttpConnection(stack.url())) {
            byte[] body = IngestStack.body(IngestStack.events(1, -1).getFirst());
            int size = connection.post("/v1/events", "", body).length;
            return new Singles(stack, NothingProcess.start(size), events);
        } catch (Exception | Error e) {
            stack.close();
            throw e;
        }
    }

    private static final class Singles implements Contest {
        private final IngestStack stack;
        private final NothingProcess nothing;
        private final int events;
        private int runs;
        private List<Event> latest = List.of();

        Singles(IngestStack stack, NothingProcess nothing, int events) {
            this.stack = stack;
            this.nothing = nothing;
            this.events = events;
        }

        @Override
        public double ours() throws Exception {
            latest = IngestStack.events(events, runs++);
            return events / Requests.secondsOfPosts(stack.url(), CONNECTIONS, bodies());
        }

        @Override
        public double yardstick() throws Exception {
            return events / Requests.secondsOfPosts(nothing.url(), CONNECTIONS, bodies());
        }

        /** Nothing has no output to compare; ours must have every event in the log. */
        @Override
        public void requireEqualOutputs() {
            Set<String> written =
                    LogContents.of(
                                    stack.parts().bootstrapServers(),
                                    BareProducer.KINDS.stream().map(Topics::of).toList())
                            .stream()
                            .map(record -> EventCodec.order(record.value()).eventId())
                            .collect(Collectors.toSet());
            for (Event event : latest) {
                if (!written.contains(event.meta().eventId())) {
                    throw new AssertionError(
                            "acknowledged, but not in the log: " + event.meta().eventId());
                }
            }
        }

        @Override
        public void close() {
            nothing.close();
            stack.close();
        }

        private List<byte[]> bodies() {
            return latest.stream().map(IngestStack::body).toList();
        }
    }
}
