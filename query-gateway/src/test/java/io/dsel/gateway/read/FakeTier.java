package io.dsel.gateway.read;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A tier that behaves as it is told, and counts how often it is asked. */
final class FakeTier implements Tier {
    private final TierName name;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Function<Demand, Read<Optional<FoundEvent>>> behaviour;

    FakeTier(TierName name) {
        this.name = name;
        answers();
    }

    FakeTier answers() {
        behaviour = demand -> new Read<>(Optional.empty(), coverage());
        return this;
    }

    FakeTier fails(RuntimeException with) {
        behaviour = demand -> {
            throw with;
        };
        return this;
    }

    /** Answers nothing until it is interrupted. */
    FakeTier hangs() {
        behaviour = demand -> {
            try {
                new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new TierUnavailableException("interrupted");
        };
        return this;
    }

    FakeTier behaves(Function<Demand, Read<Optional<FoundEvent>>> as) {
        behaviour = as;
        return this;
    }

    int asked() {
        return asked.get();
    }

    Coverage coverage() {
        return new Coverage(
                name,
                "fake",
                Optional.empty(),
                "test",
                Optional.of(Duration.ZERO),
                new TreeMap<>(),
                OptionalLong.empty(),
                List.of());
    }

    @Override
    public TierName name() {
        return name;
    }

    @Override
    public Read<Optional<FoundEvent>> object(ObjectQuery query, Demand demand) {
        asked.incrementAndGet();
        return behaviour.apply(demand);
    }

    @Override
    public Read<Page<EventEntry>> history(HistoryQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "histories");
    }

    @Override
    public Read<Page<EventEntry>> events(EventsQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "events");
    }

    @Override
    public Read<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "executions");
    }

    @Override
    public Read<Page<ObjectEntry>> objectsOfKind(KindQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "kinds");
    }
}
