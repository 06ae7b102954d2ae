package io.dsel.verify;

import java.util.Locale;

/**
 * One thing that a tier says otherwise than the log.
 *
 * @param of the entity, as {@code kind/appId/name} with parts percent-encoded, or the execution; for a group of an
 *     aggregate the entity that its aggregates are events of
 * @param eventId of the event that differs, or empty
 * @param field of it, as a path with dots; empty where a whole event is missing or extra
 * @param log what the log says; empty if it says nothing
 * @param found what the tier says; empty if it says nothing
 */
public record Difference(
        Tier tier, Subject subject, Sort sort, String of, String eventId, String field, String log, String found) {

    /** How they differ. */
    public enum Sort {
        /** The log has it, the tier does not. */
        MISSING,

        /** The tier has it, the log does not. */
        EXTRA,

        /** Both have it, and they differ. */
        DIFFERENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
