package io.dsel.gateway.read;

import io.dsel.event.Token;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * Asks the tiers in turn until one answers, within one budget of time, and says with the answer who gave it, what it
 * rests on and who fell. A tier that does not answer in its share of the budget leaves the rest to the next.
 */
public final class Tiers implements AutoCloseable {
    private final List<Tier> tiers;
    private final Map<TierName, Circuit> circuits = new EnumMap<>(TierName.class);
    private final EndOfLog end;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public Tiers(List<? extends Tier> tiers, EndOfLog end, InstantSource clock) {
        this.tiers = tiers.stream()
                .<Tier>map(tier -> tier)
                .sorted(Comparator.comparing(Tier::name))
                .toList();
        this.end = end;
        this.tiers.forEach(tier -> circuits.put(tier.name(), new Circuit(clock)));
    }

    public Answered<Optional<FoundEvent>> object(ObjectQuery query, ReadWish wish) {
        return read(query.scope(), wish, (tier, demand) -> tier.object(query, demand));
    }

    public Answered<Page<EventEntry>> history(HistoryQuery query, ReadWish wish) {
        return read(query.scope(), wish, (tier, demand) -> tier.history(query, demand));
    }

    public Answered<Page<EventEntry>> events(EventsQuery query, ReadWish wish) {
        return read(query.scope(), wish, (tier, demand) -> tier.events(query, demand));
    }

    public Answered<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, ReadWish wish) {
        return read(query.scope(), wish, (tier, demand) -> tier.executionEvents(query, demand));
    }

    public Answered<Page<ObjectEntry>> objectsOfKind(KindQuery query, ReadWish wish) {
        return read(query.scope(), wish, (tier, demand) -> tier.objectsOfKind(query, demand));
    }

    /**
     * A question of any sort; a tier for which it is none throws {@link NotOfThisTierException}.
     *
     * @throws TiersExhaustedException if no tier answered
     * @throws ForeignTokenException if the wish's token is of another cluster
     * @throws NotOfThisTierException if the only tier asked does not answer such questions
     */
    public <T> Answered<T> read(Scope scope, ReadWish wish, BiFunction<Tier, Demand, Read<T>> question) {
        Duration timeout = wish.timeout();
        Attempts attempts = new Attempts(Deadline.in(timeout), timeout, threads);
        Optional<Token> token = token(scope, wish, attempts);
        List<Tier> asked = tiers.stream()
                .filter(tier -> wish.tier().filter(only -> only != tier.name()).isEmpty())
                .toList();
        return attempts.inTurn(asked, circuits, token, question);
    }

    /** Whose log the tokens are of; empty if the broker was never reached. */
    public Optional<String> clusterId() {
        return end.clusterId();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Optional<Token> token(Scope scope, ReadWish wish, Attempts attempts) {
        return switch (wish.consistency()) {
            case Consistency.Eventual() -> Optional.empty();
            case Consistency.AtLeast(Token token) -> Optional.of(ours(token));
            case Consistency.Strong() -> Optional.of(attempts.endOfLog(end, scope));
        };
    }

    private Token ours(Token token) {
        end.clusterId().filter(ours -> !ours.equals(token.clusterId())).ifPresent(ours -> {
            throw new ForeignTokenException(token.clusterId(), ours);
        });
        return token;
    }
}
