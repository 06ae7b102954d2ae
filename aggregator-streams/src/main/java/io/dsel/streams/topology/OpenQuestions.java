package io.dsel.streams.topology;

import io.dsel.streams.aggregate.Enrichments;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.enrich.Question;
import io.dsel.streams.store.StoreNames;
import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Questions of a task that have no answer yet. A new one is offered to the outside at once; all of them, some in each round,
 * for as long as they are open. Without any there are no rounds, because each costs a commit.
 */
final class OpenQuestions {
    private static final Duration ROUND = Duration.ofSeconds(1);

    /** Each is read and decoded by the stream thread; twelve partitions can so have more asked than the outside answers. */
    private static final int MOST_A_ROUND = 200;

    private final KeyValueStore<String, Question> store;
    private final ProcessorContext<?, ?> context;
    private final Outside.Desk desk;
    private int open;
    private Cancellable rounds;

    /** The first that the last round did not come to; null for the beginning. */
    private String cursor;

    OpenQuestions(ProcessorContext<?, ?> context, Outside outside) {
        this.context = context;
        store = context.getStateStore(StoreNames.ENRICHMENT_QUESTIONS);
        desk = outside.desk(context.taskId().partition());
        try (KeyValueIterator<String, Question> all = store.all()) {
            while (all.hasNext()) {
                all.next();
                open++;
            }
        }
        count(0);
    }

    /** A later question of a group takes the place of an earlier one. */
    void put(Question question) {
        String key = key(question.owner(), question.enrichment());
        Question known = store.get(key);
        if (known != null && known.id().equals(question.id())) {
            return;
        }
        store.put(key, question);
        if (known == null) {
            count(1);
        }
        desk.offer(question);
    }

    void close(Owner owner, String enrichment) {
        if (store.delete(key(owner, enrichment)) != null) {
            count(-1);
        }
    }

    /** After an answer. */
    void settle(Owner owner, String enrichment, Enrichments now) {
        if (now.open(owner, enrichment).isEmpty()) {
            close(owner, enrichment);
            return;
        }
        String key = key(owner, enrichment);
        Question known = store.get(key);
        if (known != null) {
            store.put(key, known.toldUnavailable());
        }
    }

    void close() {
        desk.close();
    }

    private void count(int change) {
        open += change;
        desk.open(open);
        if (open > 0 && rounds == null) {
            rounds = context.schedule(ROUND, PunctuationType.WALL_CLOCK_TIME, now -> offer());
        } else if (open == 0 && rounds != null) {
            rounds.cancel();
            rounds = null;
        }
    }

    private void offer() {
        try (KeyValueIterator<String, Question> from = store.range(cursor, null)) {
            for (int left = MOST_A_ROUND; from.hasNext(); left--) {
                KeyValue<String, Question> next = from.next();
                if (left == 0 || !desk.offer(next.value)) {
                    cursor = next.key;
                    return;
                }
            }
        }
        cursor = null;
    }

    private static String key(Owner owner, String enrichment) {
        return owner.text() + '\0' + enrichment;
    }
}
