package io.dsel.bench;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.LogPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** A broker's event topics, filled with {@link SampleEvents}. */
public final class SampleLog {
    private static final long SEED = 20260115;

    private SampleLog() {}

    /**
     * What is kept of an event, and where the event lies.
     *
     * @param <T> of what is kept
     */
    public record Placed<T>(T kept, LogPosition position) {}

    /**
     * Publishes the events as a service would.
     *
     * @param keep what of each is wanted back, because all of them are too many
     * @return in the order of publishing
     * @throws java.util.concurrent.CompletionException if the log does not take one
     */
    public static <T> List<Placed<T>> fill(BenchStack stack, int events, Function<Event, T> keep) {
        return publish(stack, SampleEvents.kinds(), SampleEvents.of(events, SEED), keep);
    }

    /** The same of any events. */
    public static <T> List<Placed<T>> publish(BenchStack stack, List<Event> events, Function<Event, T> keep) {
        return publish(stack, events.stream().map(Event::kind).distinct().toList(), events.stream(), keep);
    }

    private static <T> List<Placed<T>> publish(
            BenchStack stack, List<EventKind> kinds, Stream<Event> events, Function<Event, T> keep) {
        List<CompletableFuture<Placed<T>>> placed = new ArrayList<>();
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.registryUrl())) {
            producer.createTopics(kinds);
            events.forEach(event -> {
                T kept = keep.apply(event);
                placed.add(producer.publish(event)
                        .thenApply(Published::position)
                        .thenApply(position -> new Placed<>(kept, position)));
            });
        }
        return placed.stream().map(CompletableFuture::join).toList();
    }
}
