package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.events.AnswerEntry;
import io.dsel.events.JournalEntry;
import io.dsel.verify.EnrichmentFact.Answered;
import io.dsel.verify.EnrichmentFact.Asked;
import io.dsel.verify.sort.ExternalSort;
import io.dsel.verify.sort.Sorted;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the journal holds of groups that ask the outside, sorted. */
final class EnrichmentFacts implements AutoCloseable {
    private static final String ANSWERED = "ANSWERED";

    private final Recomputed recomputed;
    private final LogEnds early;
    private final Function<byte[], JournalEntry> decoder;
    private final ExternalSort<EnrichmentFact> facts;

    /** @param early ends of the journal up to which all has been told */
    EnrichmentFacts(
            Recomputed recomputed,
            LogEnds early,
            Function<byte[], JournalEntry> decoder,
            Path folder,
            long memoryBytes) {
        this.recomputed = recomputed;
        this.early = early;
        this.decoder = decoder;
        facts = new ExternalSort<>(folder, "enrichments", EnrichmentFact.form(), EnrichmentFact.ORDER, memoryBytes);
    }

    /** Entries of other formulas, those that say nothing of enrichments, and what is no entry, are none of these. */
    void take(ConsumerRecord<String, byte[]> record) {
        Optional<Aggregate> aggregate =
                Optional.ofNullable(record.key()).flatMap(recomputed::ofGroup).filter(Recomputed::isEnriched);
        if (aggregate.isEmpty()) {
            return;
        }
        try {
            JournalEntry entry = decoder.apply(record.value());
            if (entry.getFormula().equals(aggregate.get().formula())) {
                take(record, entry);
            }
        } catch (UnreadableEventException e) {
            // It is in the dead letters, and none of the journal's events.
        }
    }

    Sorted<EnrichmentFact> sorted() {
        return facts.sorted();
    }

    @Override
    public void close() {
        facts.close();
    }

    private void take(ConsumerRecord<String, byte[]> record, JournalEntry entry) {
        boolean late =
                early.side(new LogPosition(record.topic(), record.partition(), record.offset())) == LogEnds.Side.NEWER;
        EventOrder order = new EventOrder(entry.getTimestamp().toEpochMilli(), entry.getEventId());
        AnswerEntry answer = entry.getAnswer();
        if (answer != null) {
            boolean available = answer.getStatus().equals(ANSWERED);
            facts.add(new Answered(
                    record.key(),
                    record.offset(),
                    late,
                    order,
                    answer.getEnrichment(),
                    available,
                    available ? answer.getValue() : answer.getReason(),
                    answer.getAskedAt().toEpochMilli()));
        } else if (entry.getEnrichments() != null) {
            facts.add(new Asked(record.key(), record.offset(), late, order, entry.getEnrichments()));
        }
    }
}
