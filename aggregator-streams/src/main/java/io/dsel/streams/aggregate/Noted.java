package io.dsel.streams.aggregate;

import io.dsel.aggregate.Member;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import java.util.Optional;

/**
 * An entry of the journal.
 *
 * @param value as the journal has it, so that a store need not encode it again
 */
public record Noted(JournalEntry entry, byte[] value) {

    /** The place of the entry's event in the order of events. */
    public EventOrder order() {
        return new EventOrder(entry.getTimestamp().toEpochMilli(), entry.getEventId());
    }

    /** Whether it tells of an object that the group refers to, and of no member. */
    public boolean isSeen() {
        return entry.getSeen() != null;
    }

    /** Whether it tells what the outside answered to the group, and of no member. */
    public boolean isAnswer() {
        return entry.getAnswer() != null;
    }

    /** Whether the entry's event is a member of the group. */
    public boolean counts() {
        return entry.getCounts() && !isSeen() && !isAnswer();
    }

    /** The place of the member that it ends, if it ends one. */
    public Optional<EventOrder> ends() {
        return Optional.ofNullable(entry.getGone())
                .map(gone -> new EventOrder(gone.getMemberTimestamp().toEpochMilli(), gone.getMemberId()));
    }

    /** The action of the entry's event; empty for an aggregate. */
    public String action() {
        String kind = entry.getKind();
        int end = kind.length() - "Event".length();
        return kind.equals(entry.getObjectKind())
                ? ""
                : kind.substring(entry.getObjectKind().length(), end);
    }

    /** Of two bodies under one id the one with the smaller hash, as in the history. */
    public boolean isBetterThan(Noted other) {
        return Long.compareUnsigned(entry.getBodyHash(), other.entry.getBodyHash()) < 0;
    }

    public Member member() {
        return new Member(
                order(),
                entry.getKind(),
                entry.getObjectKind(),
                entry.getAppId(),
                entry.getName(),
                entry.getUserId(),
                Optional.ofNullable(entry.getPhase()),
                Optional.ofNullable(entry.getPhaseStatus()),
                Json.parse(entry.getInputs()));
    }
}
