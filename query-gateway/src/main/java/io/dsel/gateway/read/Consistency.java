package io.dsel.gateway.read;

import io.dsel.event.Token;

/** How current an answer must be. */
public sealed interface Consistency {

    /** As far as the tier is; the receipt says how far. */
    record Eventual() implements Consistency {}

    /** At least what the token stands for. */
    record AtLeast(Token token) implements Consistency {}

    /** All that the log held when the question was asked. */
    record Strong() implements Consistency {}
}
