package io.dsel.aggregate;

import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.rebuild.RefusedStepException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The object of an event about an aggregate, as the log holds it, and what may become of it. Its {@code spec} is that of the
 * version that is read; its {@code status}, which is not the caller's to write, says which one that is and what is beside it:
 *
 * <pre>{@code
 * status:
 *   version: 1
 *   lastVersion: 2
 *   candidate: {version: 2, spec: {...}}
 *   previous: {version: 1, spec: {...}}
 * }</pre>
 *
 * Without a status it is the first version and the only one. Each step is a whole object, so it is one event and holds at
 * once everywhere or not at all. Immutable.
 */
public final class VersionedManifest {
    private static final String STATUS = "status";
    private static final String VERSION = "version";
    private static final String LAST = "lastVersion";
    private static final String CANDIDATE = "candidate";
    private static final String PREVIOUS = "previous";

    private final ObjectNode manifest;
    private final Version live;
    private final Optional<Version> candidate;
    private final Optional<Version> previous;
    private final int last;

    /** One version: its number, and what it is. */
    record Version(int number, JsonNode spec) {

        /** The manifest with the version's spec. */
        JsonNode in(JsonNode manifest) {
            if (!(manifest instanceof ObjectNode object)) {
                return manifest;
            }
            ObjectNode whole = Json.MAPPER.createObjectNode();
            whole.setAll(object);
            whole.remove(STATUS);
            whole.set("spec", spec);
            return whole;
        }
    }

    private VersionedManifest(
            ObjectNode manifest, Version live, Optional<Version> candidate, Optional<Version> previous, int last) {
        this.manifest = manifest;
        this.live = live;
        this.candidate = candidate;
        this.previous = previous;
        this.last = last;
    }

    /**
     * @param manifest as the log holds it
     * @throws InvalidEventException if it says of its versions what cannot be
     */
    public static VersionedManifest of(JsonNode manifest) {
        JsonNode status = manifest.path(STATUS);
        int version = number(status.path(VERSION), "status.version", 1);
        Optional<Version> candidate = version(status, CANDIDATE);
        Optional<Version> previous = version(status, PREVIOUS);
        int greatest = Math.max(
                version,
                Math.max(
                        candidate.map(Version::number).orElse(1),
                        previous.map(Version::number).orElse(1)));
        int last = number(status.path(LAST), "status.lastVersion", greatest);
        boolean doubled = candidate.filter(it -> it.number() == version).isPresent()
                || previous.filter(it -> it.number() == version).isPresent()
                || candidate.isPresent() && candidate.map(Version::number).equals(previous.map(Version::number));
        if (doubled || last < greatest) {
            throw new InvalidEventException(
                    STATUS, "says of versions what cannot be: each has a number of its own, up to lastVersion");
        }
        ObjectNode object = manifest instanceof ObjectNode known ? known : Json.MAPPER.createObjectNode();
        return new VersionedManifest(object, new Version(version, manifest.path("spec")), candidate, previous, last);
    }

    /** A manifest that a caller sends, where there is none yet: its status is not the caller's to say. */
    public static VersionedManifest first(JsonNode manifest) {
        return of(new Version(1, manifest.path("spec")).in(manifest));
    }

    /**
     * A manifest that a caller sends, in the place of this one. One that makes something else of the same events becomes the
     * candidate, under a number of its own; one that makes the same is the version that there is, with another owner, description or topic.
     *
     * @throws InvalidEventException if it is no manifest that can be used
     */
    public VersionedManifest applied(JsonNode sent) {
        JsonNode spec = sent.path("spec");
        String formula = formula(sent, spec);
        if (formula.equals(formula(manifest, live.spec()))) {
            return with(sent, new Version(live.number(), spec), candidate, previous, last);
        }
        if (candidate.filter(it -> formula.equals(formula(manifest, it.spec()))).isPresent()) {
            return with(sent, live, Optional.of(new Version(candidate.get().number(), spec)), previous, last);
        }
        return with(sent, live, Optional.of(new Version(last + 1, spec)), previous, last + 1);
    }

    /** A manifest that a caller sends after this one was deleted: the only version, with the old number if it is the same. */
    public VersionedManifest declaredAgain(JsonNode sent) {
        JsonNode spec = sent.path("spec");
        boolean same = formula(sent, spec).equals(formula(manifest, live.spec()));
        int number = same ? live.number() : last + 1;
        return with(sent, new Version(number, spec), Optional.empty(), Optional.empty(), Math.max(number, last));
    }

    /** The live version a second time, as a candidate; nothing changes if there is one. */
    public VersionedManifest rebuilt() {
        return candidate.isPresent()
                ? this
                : with(manifest, live, Optional.of(new Version(last + 1, live.spec())), previous, last + 1);
    }

    /**
     * The candidate is live, and what was live is what a rollback goes back to.
     *
     * @throws RefusedStepException if there is no candidate; says what to do
     */
    public VersionedManifest promoted() {
        Version next = candidate.orElseThrow(() -> new RefusedStepException(
                "there is no other version to promote; dsel rebuild aggregate makes one, or a manifest that changes"
                        + " what is counted"));
        return with(manifest, next, Optional.empty(), Optional.of(live), last);
    }

    /**
     * What was live before is live, and what is live becomes the candidate again.
     *
     * @throws RefusedStepException if there was none before, or there is another candidate
     */
    public VersionedManifest rolledBack() {
        Version back = previous.orElseThrow(() ->
                new RefusedStepException("there is no version before version " + live.number() + " to go back to"));
        if (candidate.isPresent()) {
            throw new RefusedStepException("version " + candidate.get().number()
                    + " is being built, and would be lost; drop it first, or promote it");
        }
        return with(manifest, back, Optional.of(live), Optional.empty(), last);
    }

    /**
     * The live version alone: what is beside it is made no more.
     *
     * @throws RefusedStepException if there is nothing beside it
     */
    public VersionedManifest dropped() {
        if (candidate.isEmpty() && previous.isEmpty()) {
            throw new RefusedStepException("version " + live.number() + " is the only one there is");
        }
        return with(manifest, live, Optional.empty(), Optional.empty(), last);
    }

    /** The whole object, for an event. */
    public ObjectNode object() {
        return manifest;
    }

    public int liveVersion() {
        return live.number();
    }

    Version live() {
        return live;
    }

    Optional<Version> candidate() {
        return candidate;
    }

    Optional<Version> previous() {
        return previous;
    }

    int last() {
        return last;
    }

    private static VersionedManifest with(
            JsonNode around, Version live, Optional<Version> candidate, Optional<Version> previous, int last) {
        ObjectNode object = (ObjectNode) live.in(around);
        if (last > 1) {
            ObjectNode status = object.putObject(STATUS);
            status.put(VERSION, live.number()).put(LAST, last);
            candidate.ifPresent(it -> write(status.putObject(CANDIDATE), it));
            previous.ifPresent(it -> write(status.putObject(PREVIOUS), it));
        }
        return new VersionedManifest(object, live, candidate, previous, last);
    }

    private static void write(ObjectNode target, Version version) {
        target.put(VERSION, version.number()).set("spec", version.spec());
    }

    private static Optional<Version> version(JsonNode status, String role) {
        JsonNode version = status.path(role);
        return version.isMissingNode() || version.isNull()
                ? Optional.empty()
                : Optional.of(new Version(
                        number(version.path(VERSION), "status." + role + ".version", 0), version.path("spec")));
    }

    private static int number(JsonNode value, String field, int usual) {
        if (value.isMissingNode() && usual > 0) {
            return usual;
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw new InvalidEventException(field, "is " + value + ", not a whole number from 1");
        }
        return value.intValue();
    }

    /** The same for all versions that make the same of the same events. */
    private static String formula(JsonNode manifest, JsonNode spec) {
        return Formula.of(AggregateReader.read(new Version(1, spec).in(manifest), 1));
    }
}
