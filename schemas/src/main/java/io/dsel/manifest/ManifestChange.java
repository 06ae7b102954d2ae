package io.dsel.manifest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a manifest would change, told before it does.
 *
 * @param effects of each part that differs from the manifest before, the gravest kind last; empty if none does
 */
public record ManifestChange(List<Effect> effects) {

    /** What follows from a change. */
    public enum Verdict {
        /** Holds from now on; every answer to earlier queries stays. */
        COMPATIBLE,
        /** Taken, but what was derived before says otherwise until it is rebuilt. */
        REBUILD,
        /** Not taken. */
        REFUSED
    }

    /**
     * @param field path in the manifest
     * @param rebuild what is to be rebuilt; empty for nothing
     */
    public record Effect(Verdict verdict, String field, String reason, String rebuild) {
        public static Effect compatible(String field, String reason) {
            return new Effect(Verdict.COMPATIBLE, field, reason, "");
        }

        public static Effect rebuild(String field, String reason, String rebuild) {
            return new Effect(Verdict.REBUILD, field, reason, rebuild);
        }

        public static Effect refused(String field, String reason) {
            return new Effect(Verdict.REFUSED, field, reason, "");
        }
    }

    public ManifestChange {
        effects = List.copyOf(effects);
    }

    /** The gravest of all. */
    public Verdict verdict() {
        return effects.stream().map(Effect::verdict).max(Enum::compareTo).orElse(Verdict.COMPATIBLE);
    }

    /** The same with more effects. */
    public ManifestChange with(List<Effect> more) {
        List<Effect> all = new ArrayList<>(effects);
        all.addAll(more);
        return new ManifestChange(all);
    }
}
