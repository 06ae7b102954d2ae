package io.dsel.bench.ingest;

import io.dsel.bench.BenchStack;
import io.dsel.bench.SampleEvents;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** One ingest service over a broker, with the topics of the sample's kinds. */
record IngestStack(BenchStack parts) implements AutoCloseable {
    private static final long SEED = 20260115;

    static IngestStack start() throws IOException, InterruptedException {
        BenchStack parts = BenchStack.start(
                StackOptions.none().with(Part.BROKER).with(Part.REGISTRY).with(Part.INGEST));
        IngestStack stack = new IngestStack(parts);
        try (HttpConnection connection = new HttpConnection(stack.url())) {
            String kinds = SampleEvents.kinds().stream()
                    .map(kind -> '"' + kind.name() + '"')
                    .collect(Collectors.joining(","));
            byte[] body = ("{\"eventKinds\":[" + kinds + "]}").getBytes(StandardCharsets.UTF_8);
            connection.post("/v1/kinds", "", body);
            return stack;
        } catch (IOException | AssertionError e) {
            parts.close();
            throw e;
        }
    }

    URI url() {
        return URI.create(parts.url(Part.INGEST));
    }

    /** The sample under ids that no other run has. */
    static List<Event> events(int count, int run) {
        return SampleEvents.of(count, SEED)
                .map(event -> {
                    ObjectNode json = EventJson.write(event);
                    ((ObjectNode) json.get("meta"))
                            .put("eventId", "run-" + run + "-" + event.meta().eventId());
                    return EventJson.read(json);
                })
                .toList();
    }

    static byte[] body(Event event) {
        return Json.writeBytes(EventJson.write(event));
    }

    @Override
    public void close() {
        parts.close();
    }
}
