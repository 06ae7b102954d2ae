package io.dsel.ingest.writer;

/** What must hold of an entity, just before an event of it is appended. */
public sealed interface Condition {
    Condition ANY = new Any();
    Condition ABSENT = new Absent();
    Condition PRESENT = new Present();

    /** @param head the entity's greatest event, or null if it has none */
    boolean holds(Head head);

    /** Nothing. */
    record Any() implements Condition {
        @Override
        public boolean holds(Head head) {
            return true;
        }
    }

    /** The entity reads as not there: it has no event, or was deleted. */
    record Absent() implements Condition {
        @Override
        public boolean holds(Head head) {
            return head == null || head.deletion();
        }
    }

    /** The entity reads as there. */
    record Present() implements Condition {
        @Override
        public boolean holds(Head head) {
            return !ABSENT.holds(head);
        }
    }

    /** The entity's greatest event is this one; a deletion may be built on as well. */
    record BuildsOn(String eventId) implements Condition {
        @Override
        public boolean holds(Head head) {
            return head != null && head.order().eventId().equals(eventId);
        }
    }
}
