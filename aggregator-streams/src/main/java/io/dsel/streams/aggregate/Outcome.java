package io.dsel.streams.aggregate;

import io.dsel.events.AnswerEntry;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.time.Instant;

/**
 * What became of a question to the outside.
 *
 * @param text what was answered, as JSON; or why nothing was
 * @param askedAt milliseconds since 1970 UTC
 */
public record Outcome(boolean answered, String text, long askedAt) {
    public static final String ANSWERED = "ANSWERED";
    public static final String UNAVAILABLE = "UNAVAILABLE";

    /** @param value as JSON text */
    public static Outcome answered(String value, Instant askedAt) {
        return new Outcome(true, value, askedAt.toEpochMilli());
    }

    public static Outcome unavailable(String reason, Instant askedAt) {
        return new Outcome(false, reason, askedAt.toEpochMilli());
    }

    static Outcome of(AnswerEntry entry) {
        return entry.getStatus().equals(ANSWERED)
                ? answered(entry.getValue(), entry.getAskedAt())
                : unavailable(entry.getReason(), entry.getAskedAt());
    }

    /** In the log. */
    public AnswerEntry entry(String enrichment, String question) {
        return AnswerEntry.newBuilder()
                .setEnrichment(enrichment)
                .setQuestion(question)
                .setStatus(answered ? ANSWERED : UNAVAILABLE)
                .setValue(answered ? text : null)
                .setReason(answered ? null : text)
                .setAskedAt(Instant.ofEpochMilli(askedAt))
                .build();
    }

    /** Whether this takes the other's place: whatever the order in which they come, the same is left. */
    boolean isBetterThan(Outcome other) {
        if (answered != other.answered) {
            return answered;
        }
        return askedAt != other.askedAt ? askedAt < other.askedAt : text.compareTo(other.text) < 0;
    }

    void write(ValueWriter out) {
        out.number(answered ? 1 : 0).text(text).number(askedAt);
    }

    static Outcome read(ValueReader in) {
        return new Outcome(in.number() == 1, in.text(), in.number());
    }
}
