package io.dsel.streams.enrich;

import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.UnavailableException;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.streams.aggregate.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Calls enrichers: so many at a time, each for so long. */
final class Calls {
    private static final int MOST_BYTES = 16 << 10;
    private static final int MOST_DEPTH = 50; // it lies within an aggregate, which may not go deeper than 100
    private static final int MOST_REASON = 400;

    private final Enrichers enrichers;
    private final ExecutorService threads;
    private final Semaphore places;
    private final Duration timeout;
    private final InstantSource clock;

    /** @param threads of which each may be blocked */
    Calls(Enrichers enrichers, ExecutorService threads, int concurrency, Duration timeout, InstantSource clock) {
        this.enrichers = enrichers;
        this.threads = threads;
        this.places = new Semaphore(concurrency);
        this.timeout = timeout;
        this.clock = clock;
    }

    /** Asks once, as soon as there is a place. Blocks. */
    Reply call(Question question) throws InterruptedException {
        places.acquire();
        Instant askedAt = clock.instant();
        FutureTask<JsonNode> call = new FutureTask<>(() -> ask(question));
        try {
            threads.execute(() -> {
                try {
                    call.run();
                } finally {
                    places.release(); // not before it has ended, whether or not somebody still waits for it
                }
            });
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
        try {
            return answered(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS), askedAt);
        } catch (TimeoutException e) {
            return unavailable("no answer within " + timeout.toMillis() + " ms", false, askedAt);
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnavailableException known
                    ? unavailable(known.getMessage(), known.isLasting(), askedAt)
                    : unavailable("the enricher failed: " + e.getCause(), false, askedAt);
        } finally {
            call.cancel(true);
        }
    }

    private JsonNode ask(Question question) throws UnavailableException, InterruptedException {
        Enricher enricher = enrichers.find(question.enricher(), question.settings());
        JsonNode value = enricher.ask(question.parametersByName());
        return value == null ? Json.MAPPER.getNodeFactory().nullNode() : value;
    }

    private Reply answered(JsonNode value, Instant askedAt) {
        if (isDeeper(value, MOST_DEPTH)) {
            return unavailable("answer nested deeper than " + MOST_DEPTH, true, askedAt);
        }
        byte[] bytes = Json.writeBytes(value);
        if (bytes.length > MOST_BYTES) {
            return unavailable("answer too large: " + bytes.length + " bytes, at most " + MOST_BYTES, true, askedAt);
        }
        try {
            EventJson.requireHoldable("value", value);
        } catch (InvalidEventException e) {
            return unavailable("answer that no event may hold: " + e.getMessage(), true, askedAt);
        }
        return new Reply(Outcome.answered(Json.write(value), askedAt), false);
    }

    private static Reply unavailable(String reason, boolean lasting, Instant askedAt) {
        String told = reason == null ? "the enricher gave no reason" : reason;
        return new Reply(Outcome.unavailable(Reasons.bounded(told, MOST_REASON), askedAt), lasting);
    }

    private static boolean isDeeper(JsonNode value, int levels) {
        if (levels < 0) {
            return true;
        }
        for (JsonNode item : value) {
            if (isDeeper(item, levels - 1)) {
                return true;
            }
        }
        return false;
    }
}
