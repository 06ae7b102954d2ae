package io.dsel.aggregate;

import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a manifest of an aggregate would change. */
public final class AggregateChange {
    private static final String OTHER =
            "is another; what was emitted could not be told from what would be, so declare it" + " under another name";

    private AggregateChange() {}

    /** @param before the manifest that it takes the place of, if there is one */
    public static ManifestChange between(Optional<Aggregate> before, Aggregate after) {
        List<Effect> effects = new ArrayList<>();
        if (before.isEmpty()) {
            effects.add(Effect.compatible("meta.name", after.name() + " is new, and is built of what the log holds"));
        }
        before.ifPresent(known -> {
            addRest(effects, known.manifest(), after.manifest());
            if (!known.formula().equals(after.formula())) {
                addFormula(effects, known.manifest(), after.manifest());
            }
        });
        return new ManifestChange(effects);
    }

    private static void addFormula(List<Effect> effects, AggregateManifest before, AggregateManifest after) {
        refuseIfDifferent(effects, "spec.sources", before.sources(), after.sources());
        refuseIfDifferent(effects, "spec.group", before.group(), after.group());
        refuseIfDifferent(effects, "spec.period", before.period(), after.period());
        refuseIfDifferent(effects, "spec.measures", before.measures(), after.measures());
        refuseIfDifferent(effects, "spec.fold", before.fold(), after.fold());
        refuseIfDifferent(effects, "spec.emit", before.emission(), after.emission());
        refuseIfDifferent(effects, "spec.references", before.references(), after.references());
    }

    private static void addRest(List<Effect> effects, AggregateManifest before, AggregateManifest after) {
        addIfDifferent(effects, "spec.topics", before.topics(), after.topics(), "hold for all that it emitted");
        addIfDifferent(effects, "spec.owner", before.owner(), after.owner(), "is another");
        addIfDifferent(effects, "spec.description", before.description(), after.description(), "is another");
    }

    private static void refuseIfDifferent(List<Effect> effects, String field, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            effects.add(Effect.refused(field, OTHER));
        }
    }

    private static void addIfDifferent(List<Effect> effects, String field, Object before, Object after, String reason) {
        if (!Objects.equals(before, after)) {
            effects.add(Effect.compatible(field, reason));
        }
    }
}
