package io.dsel.bench.read;

import io.dsel.bench.BenchStack;
import io.dsel.bench.GroupProgress;
import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.stack.Part;
import io.dsel.stack.StackOptions;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** One streams instance, in a process of its own, that has folded all that was published. */
final class StreamsUnderLoad implements AutoCloseable {
    private static final int IN_FLIGHT = 10_000;

    private final BenchStack stack;

    private StreamsUnderLoad(BenchStack stack) {
        this.stack = stack;
    }

    /** @throws AssertionError if the streams do not get on */
    static StreamsUnderLoad of(Stream<Event> events) throws IOException, InterruptedException, ExecutionException {
        StackOptions parts =
                StackOptions.none().with(Part.BROKER).with(Part.REGISTRY).withStreams(1);
        BenchStack stack = BenchStack.start(parts);
        try {
            publish(stack, events);
            try (GroupProgress progress = new GroupProgress(stack.bootstrapServers(), Topics.EVENTS)) {
                progress.awaitEnd(EngineSettings.APPLICATION, () -> {});
            }
            return new StreamsUnderLoad(stack);
        } catch (RuntimeException | Error | InterruptedException | ExecutionException e) {
            stack.close();
            throw e;
        }
    }

    URI url() {
        return URI.create(stack.url(Part.streams(1)));
    }

    BenchStack stack() {
        return stack;
    }

    @Override
    public void close() {
        stack.close();
    }

    private static void publish(BenchStack stack, Stream<Event> events) throws InterruptedException {
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.registryUrl())) {
            producer.createTopics(List.of(EventKind.parse("DeploymentStatusChangedEvent")));
            for (Event event : (Iterable<Event>) events::iterator) {
                inFlight.acquire();
                producer.publish(event).whenComplete((published, error) -> {
                    inFlight.release();
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
            }
            inFlight.acquire(IN_FLIGHT);
        }
        if (failure.get() != null) {
            throw new AssertionError("an event could not be published", failure.get());
        }
    }
}
