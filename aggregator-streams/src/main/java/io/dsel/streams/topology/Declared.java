package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregates;
import io.dsel.kind.Kinds;
import io.dsel.streams.aggregate.Unmade;
import java.util.function.Supplier;

/**
 * What is declared at the moment of asking.
 *
 * @param kinds which say what actions mean
 * @param aggregates which say what is made of events
 * @param unmade those of them that this process can't make
 */
public record Declared(Supplier<Kinds> kinds, Supplier<Aggregates> aggregates, Unmade unmade) {}
