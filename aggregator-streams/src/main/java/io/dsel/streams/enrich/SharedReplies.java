package io.dsel.streams.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dsel.streams.aggregate.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Answers for all groups that ask the same: who asks while another does waits for that one's answer. */
final class SharedReplies {
    private static final long MOST_BYTES = 32L << 20;
    private static final int BYTES_BESIDE_TEXTS = 200;
    private static final int BYTES_A_CHARACTER = 2;

    private final InstantSource clock;
    private final Cache<Key, Outcome> known = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher(SharedReplies::bytes)
            .build();
    private final ConcurrentMap<Key, CompletableFuture<Reply>> asking = new ConcurrentHashMap<>();

    /** Asks once. */
    @FunctionalInterface
    interface Call {
        Reply make() throws InterruptedException;
    }

    private record Key(String enricher, String settings, String parameters) {
        static Key of(Question question) {
            return new Key(question.enricher(), question.settings(), question.parameters());
        }
    }

    SharedReplies(InstantSource clock) {
        this.clock = clock;
    }

    /** What is known, or what the call comes to; of those only answers are kept. */
    Reply of(Question question, Call call) throws InterruptedException {
        Key key = Key.of(question);
        Optional<Reply> kept = kept(key, question.ttl());
        if (kept.isPresent()) {
            return kept.get();
        }
        CompletableFuture<Reply> own = new CompletableFuture<>();
        CompletableFuture<Reply> other = asking.putIfAbsent(key, own);
        if (other != null) {
            return other.join();
        }
        try {
            // Another may have ended between the two looks.
            kept = kept(key, question.ttl());
            Reply reply = kept.isPresent() ? kept.get() : call.make();
            if (reply.outcome().answered()) {
                known.put(key, reply.outcome());
            }
            own.complete(reply);
            return reply;
        } finally {
            asking.remove(key);
            own.completeExceptionally(new IllegalStateException("the call was given up"));
        }
    }

    private Optional<Reply> kept(Key key, Duration ttl) {
        return Optional.ofNullable(known.getIfPresent(key))
                .filter(outcome -> clock.instant()
                        .isBefore(Instant.ofEpochMilli(outcome.askedAt()).plus(ttl)))
                .map(outcome -> new Reply(outcome, false));
    }

    private static int bytes(Key key, Outcome outcome) {
        int characters = key.enricher().length()
                + key.settings().length()
                + key.parameters().length()
                + outcome.text().length();
        return BYTES_BESIDE_TEXTS + BYTES_A_CHARACTER * characters;
    }
}
