package io.dsel.gateway.read;

import io.dsel.event.Token;
import java.util.Optional;

/**
 * What a tier must live up to in one read.
 *
 * @param token positions that the answer must have seen; they may be ends of the log, whose last offset no record has
 * @param deadline by when it must have answered
 */
public record Demand(Optional<Token> token, Deadline deadline) {}
