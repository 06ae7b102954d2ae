package io.dsel.gateway.read;

import io.dsel.event.Token;
import java.util.Optional;

/** Where the log ends. */
public interface EndOfLog {
    /**
     * The token that covers all that the log holds of this now.
     *
     * @throws TierUnavailableException if the broker does not tell in time
     */
    Token now(Scope scope, Deadline deadline);

    /** Whose log it is; empty if the broker was never reached. */
    Optional<String> clusterId();
}
