package io.dsel.streams.aggregate;

import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.events.AnswerEntry;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a group asks the outside, and what that answered. Of each enrichment the greatest member that gives its parameters
 * counts. An answer to other parameters than those is forgotten: if they come to hold again, they are asked anew. For one
 * thread.
 */
public final class Enrichments {
    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 512;

    private final SortedMap<String, Asking> asking = new TreeMap<>();

    /**
     * What is asked.
     *
     * @param by the greatest member that gives the parameters
     * @param parameters by their names, as JSON text
     * @param since the member with which they came to hold
     * @param outcome null as long as there is none
     */
    private record Asking(EventOrder by, String parameters, EventOrder since, Outcome outcome) {
        Asking answeredBy(Outcome better) {
            return new Asking(by, parameters, since, better);
        }
    }

    /**
     * A question that has no answer yet.
     *
     * @param parameters by their names, as JSON text
     * @param since the member that asks
     * @param unavailable whether an aggregate says so
     */
    public record Open(String id, String parameters, EventOrder since, boolean unavailable) {}

    /** Of a group without members. */
    public Enrichments() {}

    private Enrichments(byte[] state) {
        ValueReader in = new ValueReader(FORMAT, state);
        for (int left = in.count(); left > 0; left--) {
            String name = in.text();
            EventOrder by = Orders.read(in);
            String parameters = in.text();
            EventOrder since = Orders.read(in);
            asking.put(name, new Asking(by, parameters, since, in.number() == 0 ? null : Outcome.read(in)));
        }
    }

    public static Serde<Enrichments> serde() {
        return Serdes.serdeFrom(
                (topic, enrichments) -> enrichments == null ? null : enrichments.bytes(),
                (topic, bytes) -> bytes == null ? null : new Enrichments(bytes));
    }

    /**
     * Takes what a member says into account.
     *
     * @return the names of the enrichments of which other parameters hold from now on
     */
    public Set<String> ask(Noted member) {
        Set<String> changed = new HashSet<>();
        String said = member.entry().getEnrichments();
        if (said == null) {
            return changed;
        }
        EventOrder order = member.order();
        Json.parseObject(said).forEachEntry((name, its) -> {
            Asking known = asking.get(name);
            if (known != null && order.compareTo(known.by()) <= 0) {
                return;
            }
            String parameters = Json.write(its);
            boolean same = known != null && known.parameters().equals(parameters);
            asking.put(
                    name,
                    same
                            ? new Asking(order, parameters, known.since(), known.outcome())
                            : new Asking(order, parameters, order, null));
            if (!same) {
                changed.add(name);
            }
        });
        return changed;
    }

    /** Takes over what was answered to others that ask the same. */
    public void takeOver(Enrichments others) {
        asking.replaceAll((name, its) -> {
            Asking other = others.asking.get(name);
            return other != null && other.parameters().equals(its.parameters())
                    ? new Asking(its.by(), its.parameters(), other.since(), other.outcome())
                    : its;
        });
    }

    /** Empty if it is answered, or nothing is asked. */
    public Optional<Open> open(Owner owner, String name) {
        return Optional.ofNullable(asking.get(name))
                .filter(its -> its.outcome() == null || !its.outcome().answered())
                .map(its -> new Open(id(owner, name, its), its.parameters(), its.since(), its.outcome() != null));
    }

    /**
     * Takes an answer into account.
     *
     * @return false if that changes nothing: another question is asked by now, or as good an answer is known
     */
    public boolean answer(Owner owner, JournalEntry entry) {
        AnswerEntry answer = entry.getAnswer();
        Asking known = asking.get(answer.getEnrichment());
        if (known == null || !id(owner, answer.getEnrichment(), known).equals(answer.getQuestion())) {
            return false;
        }
        Outcome outcome = Outcome.of(answer);
        if (known.outcome() != null && !outcome.isBetterThan(known.outcome())) {
            return false;
        }
        asking.put(answer.getEnrichment(), known.answeredBy(outcome));
        return true;
    }

    /** What tells the answers so far from those at another time; empty without any. */
    public String mark() {
        StringBuilder mark = new StringBuilder();
        asking.forEach((name, its) -> {
            if (its.outcome() != null) {
                mark.append(' ').append(name).append(' ').append(its.outcome());
            }
        });
        return mark.toString();
    }

    /** Puts what is asked and what was answered into an aggregate's spec; nothing of an enrichment that nobody asks. */
    void writeTo(ObjectNode spec) {
        ObjectNode enrichment = spec.putObject("enrichment");
        asking.forEach((name, its) -> {
            ObjectNode told = enrichment.putObject(name);
            Outcome outcome = its.outcome();
            told.put("status", outcome == null ? "pending" : status(outcome));
            told.set("with", Json.parse(its.parameters()));
            if (outcome != null) {
                if (outcome.answered()) {
                    told.set("value", Json.parse(outcome.text()));
                } else {
                    told.put("reason", outcome.text());
                }
                told.put("askedAt", EventJson.time(Instant.ofEpochMilli(outcome.askedAt())));
            }
        });
    }

    private static String status(Outcome outcome) {
        return (outcome.answered() ? Outcome.ANSWERED : Outcome.UNAVAILABLE).toLowerCase(Locale.ROOT);
    }

    /** Another one each time that parameters come to hold, so that a late answer to an earlier question is told from it. */
    private static String id(Owner owner, String name, Asking asked) {
        return QuestionId.of(
                owner.formula(),
                owner.entity(),
                name,
                asked.parameters(),
                Long.toString(asked.since().timestamp()),
                asked.since().eventId());
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES).number(asking.size());
        asking.forEach((name, its) -> {
            Orders.write(out.text(name), its.by());
            Orders.write(out.text(its.parameters()), its.since());
            out.number(its.outcome() == null ? 0 : 1);
            if (its.outcome() != null) {
                its.outcome().write(out);
            }
        });
        return out.bytes();
    }
}
