package io.dsel.aggregate;

import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a manifest of an aggregate would change. */
public final class AggregateChange {
    private AggregateChange() {}

    /** @param before what it takes the place of, if there is anything */
    public static ManifestChange between(Optional<AggregateVersions> before, AggregateVersions after) {
        List<Effect> effects = new ArrayList<>();
        if (before.isEmpty()) {
            effects.add(Effect.compatible("meta.name", after.name() + " is new, and is built of what the log holds"));
            return new ManifestChange(effects);
        }
        AggregateVersions known = before.get();
        rest(effects, known.live(), after.live());
        after.candidate().ifPresent(candidate -> {
            Optional<Aggregate> same = known.candidate().filter(it -> it.name().equals(candidate.name()));
            same.ifPresent(it -> rest(effects, it, candidate));
            if (same.isEmpty()) {
                formula(effects, known.live(), candidate);
            }
        });
        return new ManifestChange(effects);
    }

    private static void formula(List<Effect> effects, Aggregate live, Aggregate candidate) {
        VersionName old = VersionName.parse(live.name());
        String reason = "is another: it is built as version "
                + VersionName.parse(candidate.name()).version() + ", and version " + old.version()
                + " is read until that is promoted";
        AggregateManifest before = live.manifest();
        AggregateManifest after = candidate.manifest();
        Map<String, Boolean> parts = new LinkedHashMap<>();
        parts.put("spec.sources", before.sources().equals(after.sources()));
        parts.put("spec.group", before.group().equals(after.group()));
        parts.put("spec.period", before.period().equals(after.period()));
        parts.put("spec.measures", before.measures().equals(after.measures()));
        parts.put("spec.fold", before.fold().equals(after.fold()));
        parts.put("spec.emit", before.emission().equals(after.emission()));
        parts.put("spec.each", before.each() == after.each());
        parts.put("spec.references", before.references().equals(after.references()));
        parts.put("spec.enrichments", before.enrichments().equals(after.enrichments()));
        parts.forEach((field, same) -> {
            if (!same) {
                effects.add(Effect.rebuild(field, reason, "aggregate " + old.aggregate()));
            }
        });
    }

    /** What makes no difference to what is told. */
    private static void rest(List<Effect> effects, Aggregate before, Aggregate after) {
        AggregateManifest known = before.manifest();
        AggregateManifest now = after.manifest();
        addIfDifferent(effects, "spec.topics", known.topics(), now.topics(), "hold for all that it emitted");
        addIfDifferent(effects, "spec.owner", known.owner(), now.owner(), "is another");
        addIfDifferent(effects, "spec.description", known.description(), now.description(), "is another");
    }

    private static void addIfDifferent(List<Effect> effects, String field, Object before, Object after, String reason) {
        if (!Objects.equals(before, after)) {
            effects.add(Effect.compatible(field, reason));
        }
    }
}
