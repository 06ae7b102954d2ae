package io.dsel.streams.enrich;

import io.dsel.streams.aggregate.Outcome;

/** Takes what was answered. */
@FunctionalInterface
interface AnswerLog {
    /** Returns when it is safe. @throws KafkaException if it is not known to be */
    void write(Question question, Outcome outcome) throws InterruptedException;
}
