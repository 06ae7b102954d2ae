package io.dsel.streams.aggregate;

import io.dsel.events.JournalEntry;
import java.time.Instant;

/**
 * What brings an aggregate about.
 *
 * @param trigger the event, which need not be one of the group
 * @param again whether it takes the place of another body under its id, which had an aggregate of its own
 * @param within an instant of the group's period, if it has one
 */
public record Occasion(JournalEntry trigger, boolean again, Instant within) {

    /** An event of the group. */
    public static Occasion of(JournalEntry member, boolean again) {
        return new Occasion(member, again, member.getTimestamp());
    }
}
