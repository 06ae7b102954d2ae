package io.dsel.kind;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.expression.Lazy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import tools.jackson.databind.node.ObjectNode;

/** A manifest at work: the schemas of its events, its rules and conversions. Immutable, safe for use by many threads. */
public final class Kind {
    private static final EventComposer COMPOSER = new EventComposer();

    private final KindManifest manifest;
    private final Map<String, Map<String, Schema>> schemas;
    private final Map<String, Action.Step> steps;
    private final Lazy<RuleSet> rules;
    private final Lazy<Conversions> conversions;

    private Kind(KindManifest manifest, Map<String, Map<String, Schema>> schemas) {
        this.manifest = manifest;
        this.schemas = schemas;
        steps = manifest.steps().collect(Collectors.toUnmodifiableMap(Action.Step::name, step -> step));
        rules = new Lazy<>(() -> RuleSet.of(manifest));
        conversions = new Lazy<>(() -> Conversions.of(manifest));
    }

    /**
     * Expressions are compiled when they are first needed, because that costs a process half a second the first time.
     *
     * @throws InvalidEventException naming what is no schema that events can have
     */
    public static Kind of(KindManifest manifest) {
        Map<String, Map<String, Schema>> schemas = new LinkedHashMap<>();
        for (int i = 0; i < manifest.versions().size(); i++) {
            KindVersion version = manifest.versions().get(i);
            if (version.schema() instanceof ObjectSchema.Typed typed) {
                schemas.put(version.name(), COMPOSER.compose(manifest, version, typed, "spec.apiVersions[" + i + "]"));
            }
        }
        return new Kind(manifest, schemas);
    }

    /**
     * Compiles what is compiled late otherwise.
     *
     * @throws InvalidEventException naming each expression that is none
     */
    public Kind compiled() {
        rules.get();
        conversions.get();
        return this;
    }

    public KindManifest manifest() {
        return manifest;
    }

    public String name() {
        return manifest.name();
    }

    /** Whether the objects of any version have a schema. */
    public boolean isTyped() {
        return !schemas.isEmpty();
    }

    /** The kinds of its events. */
    public Set<EventKind> eventKinds() {
        return steps.keySet().stream()
                .map(action -> new EventKind(manifest.name(), action))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of all versions and actions. */
    public List<Schema> schemas() {
        return schemas.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /** The schema of events of a version; empty if that is open. */
    public Optional<Schema> schema(String apiVersion, String action) {
        return Optional.ofNullable(schemas.getOrDefault(apiVersion, Map.of()).get(action));
    }

    /** What an action means; empty if there is none of that name. */
    public Optional<Action.Step> step(String action) {
        return Optional.ofNullable(steps.get(action));
    }

    /** What became of each rule that is for the event. */
    public List<RuleVerdict> judge(Event event) {
        return rules.get().judge(event);
    }

    /**
     * An object of this kind as one of another version. What was there before is left as it is.
     *
     * @param object whose {@code apiVersion} is one of this kind's
     * @throws UnknownVersionException if it is not, or the wanted one is not
     * @throws ExpressionException if it cannot be converted
     */
    public ObjectNode convert(ObjectNode object, String apiVersion) {
        return conversions.get().convert(object, apiVersion);
    }
}
