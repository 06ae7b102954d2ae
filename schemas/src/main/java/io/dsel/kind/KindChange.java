package io.dsel.kind;

import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Effect;
import io.dsel.manifest.ManifestChange.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** What a manifest of a kind would change. */
public final class KindChange {
    /** What has to be rebuilt where the phase of an action that was there changes. */
    private static final String EXECUTIONS = "ExecutionStatusAggregate";

    private KindChange() {}

    /** @param before the manifest that it takes the place of, if there is one */
    public static ManifestChange between(Optional<Kind> before, Kind after) {
        List<Effect> effects = new ArrayList<>();
        before.ifPresent(known -> {
            addVersions(effects, known, after);
            addActions(effects, known.manifest(), after.manifest());
            addRest(effects, known.manifest(), after.manifest());
        });
        if (before.isEmpty()) {
            effects.add(Effect.compatible("meta.name", after.name() + " is new"));
        }
        return new ManifestChange(effects);
    }

    /** What does not fit between two schemas of a version, as effects. @param path of the version in its manifest */
    public static List<Effect> misfits(String path, Schema before, Schema after) {
        return SchemaChange.between(before, after).stream()
                .map(misfit -> Effect.refused(
                        path + ".schema", misfit.field() + " " + misfit.reason() + "; declare a new apiVersion for it"))
                .toList();
    }

    private static void addVersions(List<Effect> effects, Kind before, Kind after) {
        for (KindVersion version : before.manifest().versions()) {
            Optional<KindVersion> now = after.manifest().version(version.name());
            String path = "spec.apiVersions[" + version.name() + "]";
            if (now.isEmpty()) {
                effects.add(
                        Effect.refused(path, "is gone, but events of that version are in the log and are to be read"));
            } else if (!version.schema().getClass().equals(now.get().schema().getClass())) {
                effects.add(Effect.refused(
                        path + ".schema",
                        "was " + shape(version) + " and is " + shape(now.get())
                                + "; events of both would be of one version; declare a new one"));
            } else {
                sample(before, after, version.name())
                        .ifPresent(pair -> effects.addAll(misfits(path, pair.before(), pair.after())));
            }
        }
        after.manifest().versions().stream()
                .filter(version -> before.manifest().version(version.name()).isEmpty())
                .forEach(version ->
                        effects.add(Effect.compatible("spec.apiVersions[" + version.name() + "]", "is a new version")));
    }

    private record Pair(Schema before, Schema after) {}

    /** The schemas of a version differ between actions in their names only. */
    private static Optional<Pair> sample(Kind before, Kind after, String version) {
        return before.manifest()
                .steps()
                .map(Action.Step::name)
                .filter(action -> before.schema(version, action).isPresent()
                        && after.schema(version, action).isPresent())
                .map(action -> new Pair(
                        before.schema(version, action).get(),
                        after.schema(version, action).get()))
                .findFirst();
    }

    private static void addActions(List<Effect> effects, KindManifest before, KindManifest after) {
        Map<String, Action.Step> now = after.steps().collect(Collectors.toMap(Action.Step::name, Function.identity()));
        Map<String, Action.Step> known =
                before.steps().collect(Collectors.toMap(Action.Step::name, Function.identity()));
        before.steps().forEach(step -> {
            Action.Step next = now.get(step.name());
            String path = "spec.actions[" + step.name() + "]";
            if (next == null) {
                effects.add(
                        rebuild(path, "is gone; no event of it is taken any more, and those in the log have no phase"));
            } else if (!next.equals(step)) {
                effects.add(rebuild(path, "means " + meaning(next) + " and no longer " + meaning(step)));
            }
        });
        after.steps()
                .filter(step -> !known.containsKey(step.name()))
                .forEach(
                        step -> effects.add(Effect.compatible("spec.actions[" + step.name() + "]", "is a new action")));
    }

    private static void addRest(List<Effect> effects, KindManifest before, KindManifest after) {
        addIfDifferent(effects, "spec.rules", before.rules(), after.rules(), "hold for what is written from now on");
        addIfDifferent(
                effects,
                "spec.conversions",
                before.conversions(),
                after.conversions(),
                "hold for what is read from now on");
        addIfDifferent(
                effects,
                "spec.personalFields",
                before.personalFields(),
                after.personalFields(),
                "hold for what is written from now on");
        addIfDifferent(effects, "spec.topics", before.topics(), after.topics(), "hold for all events of the kind");
        addIfDifferent(effects, "spec.owner", before.owner(), after.owner(), "is another");
        addIfDifferent(effects, "spec.description", before.description(), after.description(), "is another");
    }

    private static void addIfDifferent(List<Effect> effects, String field, Object before, Object after, String reason) {
        if (!Objects.equals(before, after)) {
            effects.add(Effect.compatible(field, reason));
        }
    }

    private static String meaning(Action.Step step) {
        return step.phase().map(phase -> phase + " (" + step.status() + ")").orElse("no phase");
    }

    private static String shape(KindVersion version) {
        return version.schema() instanceof ObjectSchema.Open ? "open" : "a record";
    }

    private static Effect rebuild(String field, String reason) {
        return new Effect(Verdict.REBUILD, field, reason, EXECUTIONS);
    }
}
