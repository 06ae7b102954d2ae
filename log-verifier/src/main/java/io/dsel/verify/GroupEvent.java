package io.dsel.verify;

import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Change;
import io.dsel.verify.GroupFact.End;
import io.dsel.verify.GroupFact.Part;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one event of a group: whether it is in it, or was, by the log; and what the journal has noted of it, where
 * that is needed. Of several bodies the one with the smaller hash stands.
 */
final class GroupEvent {
    private static final long NEVER = Long.MAX_VALUE;

    private final SortedMap<Long, Part> parts = new TreeMap<>(Long::compareUnsigned);
    private final SortedMap<Long, Change> noted = new TreeMap<>(Long::compareUnsigned);
    private long changes;
    private long ended = NEVER;
    private boolean moving;

    void take(GroupFact fact) {
        switch (fact) {
            case Part part -> {
                parts.putIfAbsent(part.bodyHash(), part);
                moving |= part.late();
            }
            case Change change -> {
                noted.put(change.bodyHash(), change);
                changes = Math.max(changes, change.sequence());
                moving |= change.beyond();
            }
            case End end -> {
                ended = Math.min(ended, end.sequence());
                changes = Math.max(changes, end.sequence());
                moving |= end.beyond();
            }
            case Aggregated aggregated -> throw new IllegalArgumentException("no event of a group, but " + aggregated);
        }
    }

    /** Whether it is in the group. */
    boolean isThere() {
        return !parts.isEmpty() && !standingPart().left();
    }

    /** Whether it was in the group only. */
    boolean hasLeft() {
        return !parts.isEmpty() && standingPart().left();
    }

    /** Different ones. */
    int bodies() {
        return parts.size();
    }

    /** The number of the last change of the group that it was; 0 for none. */
    long changes() {
        return changes;
    }

    /** Of the journal; -1 if that has noted nothing of it. */
    int partition() {
        return noted.isEmpty() ? -1 : noted.firstEntry().getValue().partition();
    }

    /** Whether the journal lacks what makes it count. */
    boolean isUnnoted() {
        return isThere() && (!noted.containsKey(parts.firstKey()) || ended != NEVER);
    }

    /** Whether it counts by the journal, and not by the log. */
    boolean isUnknown() {
        boolean counts = !noted.isEmpty() && ended == NEVER;
        return !parts.keySet().containsAll(noted.keySet()) || counts && !isThere();
    }

    /** Whether an aggregate may tell of it, or not. */
    boolean isMoving() {
        return moving;
    }

    /** What counts of it by the log. */
    Optional<Part> standing() {
        return isThere() ? Optional.of(standingPart()) : Optional.empty();
    }

    /** What counted of it when the group had changed so often. */
    Optional<Part> knownAt(long sequence) {
        if (ended <= sequence) {
            return Optional.empty();
        }
        return noted.values().stream()
                .filter(change -> change.sequence() <= sequence && parts.containsKey(change.bodyHash()))
                .findFirst()
                .map(change -> parts.get(change.bodyHash()));
    }

    private Part standingPart() {
        return parts.firstEntry().getValue();
    }
}
