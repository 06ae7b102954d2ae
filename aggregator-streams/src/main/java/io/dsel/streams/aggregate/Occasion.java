package io.dsel.streams.aggregate;

import io.dsel.events.AnswerEntry;
import io.dsel.events.JournalEntry;
import io.dsel.events.SeenEntry;
import java.time.Instant;

/**
 * What brings an aggregate about.
 *
 * @param trigger the event, which need not be one of the group
 * @param mark tells this from other occasions with the same trigger; empty for a member that came
 * @param within an instant of the group's period, if it has one
 */
public record Occasion(JournalEntry trigger, String mark, Instant within) {

    /**
     * An event of the group, or one that ended a member of it.
     *
     * @param again whether it takes the place of another body under its id, which had an aggregate of its own
     */
    public static Occasion of(JournalEntry member, boolean again) {
        Instant within =
                member.getCounts() ? member.getTimestamp() : member.getGone().getMemberTimestamp();
        return new Occasion(member, again ? hash(member) : "", within);
    }

    /**
     * Events that could not be told of when they came.
     *
     * @param again whether the last of the group's events is not the last change of it
     * @param known tells apart what has come to be known of objects and from outside since that event was told of
     */
    public static Occasion late(JournalEntry last, boolean again, String known) {
        return new Occasion(last, (again ? hash(last) : "") + known, last.getTimestamp());
    }

    /** That the outside answered a question of the group, or was found not to. The trigger is the member that asked. */
    public static Occasion answered(JournalEntry entry) {
        AnswerEntry answer = entry.getAnswer();
        String mark = String.join(
                " ",
                answer.getEnrichment(),
                answer.getQuestion(),
                answer.getStatus(),
                Long.toString(answer.getAskedAt().toEpochMilli()),
                answer.getValue() == null ? answer.getReason() : answer.getValue());
        return new Occasion(entry, mark, entry.getTimestamp());
    }

    /** That an object was seen to which the group refers: once for each member that began to refer to it, and each body. */
    public static Occasion seen(JournalEntry entry) {
        SeenEntry seen = entry.getSeen();
        String mark = String.join(
                " ",
                hash(entry),
                seen.getEntity(),
                seen.getState(),
                seen.getMemberId(),
                Long.toString(seen.getMemberTimestamp().toEpochMilli()));
        return new Occasion(entry, mark, seen.getMemberTimestamp());
    }

    /**
     * When it was, in milliseconds since 1970 UTC. What a member asked for belongs to its time, whenever the object came to be
     * as it is: of an aggregate that is built of the past, the timeline would leap to the last change of an object otherwise.
     */
    public long time() {
        SeenEntry seen = trigger.getSeen();
        Instant time = seen != null && seen.getAsked() ? seen.getMemberTimestamp() : trigger.getTimestamp();
        return time.toEpochMilli();
    }

    private static String hash(JournalEntry entry) {
        return Long.toHexString(entry.getBodyHash());
    }
}
