package io.dsel.stack;

import java.util.Optional;

/** Asks a part over its real protocol whether it can be used. Must answer within a few seconds, whatever state the part is in. */
@FunctionalInterface
public interface Readiness {

    /** Empty when the part is ready, else why it is not, for people. */
    Optional<String> obstacle();
}
