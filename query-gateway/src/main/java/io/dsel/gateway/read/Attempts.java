package io.dsel.gateway.read;

import io.dsel.event.Token;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One question on its way through the tiers. */
final class Attempts {
    /** A tier that hangs costs no more than this, as long as there is another. */
    static final Duration MOST = Duration.ofMillis(800);

    /** A tier that keeps its deadline gets to say why it has no answer. */
    private static final Duration GRACE = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final Deadline deadline;
    private final Duration timeout;
    private final ExecutorService threads;
    private final List<Tried> tried = new ArrayList<>();
    private String waitingFor;

    Attempts(Deadline deadline, Duration timeout, ExecutorService threads) {
        this.deadline = deadline;
        this.timeout = timeout;
        this.threads = threads;
    }

    /** Without the broker nothing is proved, so that ends the attempt. */
    Token endOfLog(EndOfLog end, Scope scope) {
        Deadline soon = Deadline.in(deadline.remaining(timeout.dividedBy(2)));
        try {
            return end.now(scope, soon);
        } catch (TierUnavailableException e) {
            fell(TierName.LOG, "the log's end cannot be proved: " + e.getMessage(), took());
            throw exhausted();
        }
    }

    <T> Answered<T> inTurn(
            List<Tier> tiers,
            Map<TierName, Circuit> circuits,
            Optional<Token> token,
            BiFunction<Tier, Demand, Read<T>> question) {
        List<Tier> resting = new ArrayList<>();
        List<Tier> left = new ArrayList<>(tiers);
        while (!left.isEmpty()) {
            Tier tier = left.removeFirst();
            Circuit circuit = circuits.get(tier.name());
            if (!circuit.allows()) {
                resting.add(tier);
                continue;
            }
            Optional<Answered<T>> answer = ask(tier, circuit, token, question, left.size(), tiers.size() == 1);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return lastResort(resting, circuits, token, question, tiers.size() == 1);
    }

    /** When no other is left, a tier that was down a moment ago may be up again. */
    private <T> Answered<T> lastResort(
            List<Tier> resting,
            Map<TierName, Circuit> circuits,
            Optional<Token> token,
            BiFunction<Tier, Demand, Read<T>> question,
            boolean only) {
        for (int i = 0; i < resting.size() && !deadline.isPast(); i++) {
            Tier tier = resting.get(i);
            Optional<Answered<T>> answer =
                    ask(tier, circuits.get(tier.name()), token, question, resting.size() - i - 1, only);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        throw exhausted();
    }

    private <T> Optional<Answered<T>> ask(
            Tier tier,
            Circuit circuit,
            Optional<Token> token,
            BiFunction<Tier, Demand, Read<T>> question,
            int othersLeft,
            boolean only) {
        Duration before = took();
        Deadline share = share(othersLeft);
        Future<Read<T>> future = threads.submit(() -> question.apply(tier, new Demand(token, share)));
        try {
            Read<T> read = future.get(share.remaining().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
            circuit.succeeded();
            return Optional.of(new Answered<>(read.value(), new Receipt(read.coverage(), List.copyOf(tried), took())));
        } catch (TimeoutException e) {
            future.cancel(true);
            circuit.failed();
            fell(tier.name(), "did not answer in time", took().minus(before));
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            fell(tier.name(), "the service is stopping", took().minus(before));
        } catch (ExecutionException e) {
            Duration took = took().minus(before);
            reason(tier.name(), circuit, e.getCause(), only).ifPresent(reason -> fell(tier.name(), reason, took));
        }
        return Optional.empty();
    }

    /**
     * Why the tier fell; empty if the question was none for it.
     *
     * @throws RuntimeException if it is the question that is wrong
     */
    private Optional<String> reason(TierName tier, Circuit circuit, Throwable cause, boolean only) {
        switch (cause) {
            case TierUnavailableException e -> circuit.failed();
            case TokenNotCoveredException e -> {
                circuit.succeeded();
                waitingFor = e.waitingFor();
            }
            case NotOfThisTierException e -> {
                if (only) {
                    throw e;
                }
                return Optional.empty();
            }
            case RefusedException e -> {
                circuit.succeeded();
                throw e;
            }
            default -> {
                circuit.failed();
                LOG.error("the {} failed", tier, cause);
                return Optional.of("failed (" + cause.getClass().getSimpleName() + ")");
            }
        }
        return Optional.of(cause.getMessage());
    }

    private Deadline share(int othersLeft) {
        Duration fair = deadline.remaining().dividedBy(othersLeft + 1L);
        return othersLeft == 0 ? deadline : Deadline.in(fair.compareTo(MOST) < 0 ? fair : MOST);
    }

    private void fell(TierName tier, String reason, Duration took) {
        tried.add(new Tried(tier, reason, took));
    }

    private Duration took() {
        return timeout.minus(deadline.remaining());
    }

    private TiersExhaustedException exhausted() {
        return new TiersExhaustedException(tried, waitingFor, took());
    }
}
