package io.dsel.streams.topology;

import io.dsel.streams.aggregate.Membership;
import java.util.Optional;

/**
 * What an entry of the journal changed in the members of its group.
 *
 * @param added whether its event is a member from now on
 * @param replaced whether another body of a member counts from now on
 * @param ended the member that counted until now, and no more
 */
record MemberChange(boolean added, boolean replaced, Optional<Membership> ended) {

    boolean isNone() {
        return !added && !replaced && ended.isEmpty();
    }
}
