package io.dsel.kind;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.manifest.ManifestDocument;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What there is to know of a kind of objects. Fields are named in errors as a manifest has them, from its root.
 *
 * @param name the object kind, such as {@code Artifact}
 * @param owner who answers for it
 * @param description for people; empty for none
 * @param versions of its objects, oldest first; at least one
 * @param conversions between them; from each version one leads to the newest, perhaps by way of others
 * @param actions at least one
 * @param personalFields paths in the object of what concerns a person, such as {@code spec.contact.email}
 */
public record KindManifest(
        String name,
        String owner,
        String description,
        List<KindVersion> versions,
        List<Conversion> conversions,
        List<Action> actions,
        List<Rule> rules,
        List<String> personalFields,
        TopicSettings topics) {

    /** The kind of manifests, and the application that they belong to: kinds are the platform's. */
    public static final String KIND = "Kind";

    public static final String APP_ID = ManifestDocument.APP_ID;

    /** @throws InvalidEventException naming every field that does not fit the others */
    public KindManifest {
        versions = List.copyOf(versions);
        conversions = List.copyOf(conversions);
        actions = List.copyOf(actions);
        rules = List.copyOf(rules);
        personalFields = List.copyOf(personalFields);
        Violations wrong = new Violations();
        String kind = name;
        try {
            new EventKind(kind, "Applied");
        } catch (InvalidEventException e) {
            wrong.add("meta.name", e.problem());
        }
        if (kind != null && EventKind.isAggregate(kind)) {
            wrong.add("meta.name", "'" + kind + "' ends in Aggregate, as only what is derived from events does");
        }
        if (versions.isEmpty()) {
            wrong.add("spec.apiVersions", "is required, at least one");
        }
        if (actions.isEmpty()) {
            wrong.add("spec.actions", "is empty; a kind without actions has no events");
        }
        requireUnique("spec.apiVersions", versions.stream().map(KindVersion::name), wrong);
        requireUnique("spec.rules", rules.stream().map(Rule::name), wrong);
        requireUnique("spec.actions", steps(actions).map(Action.Step::name), wrong);
        steps(actions).forEach(step -> requireOwn(kind, step.name(), wrong));
        new References(versions, conversions, actions).check(rules, wrong);
        wrong.throwIfAny();
    }

    /** The version that readers of the kind are best served with. */
    public KindVersion newest() {
        return versions.getLast();
    }

    public Optional<KindVersion> version(String apiVersion) {
        return versions.stream()
                .filter(version -> version.name().equals(apiVersion))
                .findFirst();
    }

    /** All intents and outcomes. */
    public Stream<Action.Step> steps() {
        return steps(actions);
    }

    private static Stream<Action.Step> steps(List<Action> actions) {
        return actions.stream().flatMap(action -> Stream.concat(action.intent().stream(), Stream.of(action.outcome())));
    }

    /** Who reads a name without the manifest takes what stands before a usual action for the object's kind. */
    private static void requireOwn(String kind, String action, Violations wrong) {
        try {
            EventKind read = EventKind.parse(kind + action + "Event");
            if (!read.action().equals(action)) {
                wrong.add(
                        "spec.actions",
                        "'" + action + "' would be read as " + read.action() + " of a kind " + read.objectKind()
                                + "; choose another name");
            }
        } catch (InvalidEventException e) {
            // An action of its own: nobody takes it for another.
        }
    }

    private static void requireUnique(String path, Stream<String> names, Violations wrong) {
        Set<String> seen = new HashSet<>();
        int[] index = {0};
        names.forEach(name -> {
            if (!seen.add(name)) {
                wrong.add(path + "[" + index[0] + "].name", "'" + name + "' is there twice");
            }
            index[0]++;
        });
    }
}
