package io.dsel.bench;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A broker's event topics, filled with {@link SampleEvents}. */
public final class SampleLog {
    private static final long SEED = 20260115;

    private SampleLog() {}

    /** An event's execution, and where the event lies. */
    public record Placed(String executionId, LogPosition position) {}

    /**
     * Publishes the events as a service would.
     *
     * @return in the order of publishing
     * @throws java.util.concurrent.CompletionException if the log does not take one
     */
    public static List<Placed> fill(BenchStack stack, int events) {
        List<CompletableFuture<Placed>> placed = new ArrayList<>(events);
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.registryUrl())) {
            producer.createTopics(SampleEvents.kinds());
            SampleEvents.of(events, SEED).forEach(event -> {
                String execution = event.meta().executionId();
                placed.add(producer.publish(event)
                        .thenApply(Published::position)
                        .thenApply(position -> new Placed(execution, position)));
            });
        }
        return placed.stream().map(CompletableFuture::join).toList();
    }
}
