package io.dsel.verify;

import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.verify.EnrichmentFact.Answered;
import io.dsel.verify.EnrichmentFact.Asked;
import java.time.Instant;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Goes through what the journal holds of one group, and knows what is to be told after each entry. */
final class EnrichmentReading {
    /** That which is told of several: one that says something, the earliest, that with the least text. */
    private static final Comparator<Answered> FIRST = Comparator.comparing((Answered answer) -> !answer.available())
            .thenComparingLong(Answered::askedAt)
            .thenComparing(Answered::text);

    private final SortedMap<String, Question> questions = new TreeMap<>();

    /**
     * What is asked.
     *
     * @param latest of the members that ask it
     * @param asker the one with which it began to be asked
     * @param answer null as long as there is none
     */
    private record Question(JsonNode parameters, EventOrder latest, EventOrder asker, Answered answer) {}

    void take(EnrichmentFact fact) {
        switch (fact) {
            case Asked asked ->
                Json.parse(asked.parameters()).forEachEntry((name, parameters) -> ask(name, parameters, asked.order()));
            case Answered answered -> answer(answered);
        }
    }

    /** What the group's aggregate is to say. */
    ObjectNode expected() {
        ObjectNode expected = Json.MAPPER.createObjectNode();
        questions.forEach((name, question) -> {
            ObjectNode said = expected.putObject(name);
            said.set("with", question.parameters());
            Answered answer = question.answer();
            if (answer == null) {
                said.put("status", "pending");
                return;
            }
            said.put("status", answer.available() ? "answered" : "unavailable");
            said.put("askedAt", EventJson.time(Instant.ofEpochMilli(answer.askedAt())));
            if (answer.available()) {
                said.set("value", Json.parse(answer.text()));
            } else {
                said.put("reason", answer.text());
            }
        });
        return expected;
    }

    private void ask(String name, JsonNode parameters, EventOrder order) {
        Question before = questions.get(name);
        if (before == null || !before.parameters().equals(parameters) && order.compareTo(before.latest()) > 0) {
            questions.put(name, new Question(parameters, order, order, null));
        } else if (order.compareTo(before.latest()) > 0) {
            questions.put(name, new Question(parameters, order, before.asker(), before.answer()));
        }
    }

    /** One to a question of another time is not told. */
    private void answer(Answered answer) {
        Question asked = questions.get(answer.enrichment());
        if (asked == null || !asked.asker().equals(answer.order())) {
            return;
        }
        if (asked.answer() == null || FIRST.compare(answer, asked.answer()) < 0) {
            questions.put(answer.enrichment(), new Question(asked.parameters(), asked.latest(), asked.asker(), answer));
        }
    }
}
