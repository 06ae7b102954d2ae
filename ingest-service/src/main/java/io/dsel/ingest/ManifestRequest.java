package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.event.Violations;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.manifest.ManifestDocument;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bare manifest as the event that applies it. Typed kinds name themselves under {@code meta}, those of Kubernetes
 * under {@code metadata}; what the manifest does not say of its name is taken from the request's address, and what both
 * say must agree.
 */
final class ManifestRequest {
    private static final String APPLIED = "Applied";

    private ManifestRequest() {}

    /**
     * @param manifest left as it is
     * @throws InvalidEventException naming the fields, from the manifest's root, that are missing or wrong
     */
    static Event read(JsonNode manifest, ManifestPlace place, RequestContext context) {
        if (!manifest.isObject()) {
            throw new InvalidEventException("the manifest", "is not an object");
        }
        Violations wrong = new Violations();
        String objectKind = agreed(manifest.path("kind"), "kind", place.kind(), place, wrong);
        wrong.throwIfAny();
        EventKind kind = new EventKind(objectKind, APPLIED);
        Optional<Kind> declared = context.kinds().get().find(objectKind, manifest);
        boolean typed = declared.filter(Kind::isTyped).isPresent();
        String section = typed || (manifest.has("meta") && !manifest.has("metadata")) ? "meta" : "metadata";
        JsonNode self = manifest.path(section);
        if (!self.isMissingNode() && !self.isObject()) {
            wrong.add(section, "is not an object");
        }
        String name = agreed(self.path("name"), section + ".name", place.name(), place, wrong);
        JsonNode ownApp = section.equals("meta") ? self.path("appId") : JsonNodeFactory.instance.missingNode();
        // Manifests are the platform's; nobody needs to say so.
        ManifestPlace known = Manifests.KINDS.contains(objectKind) && declared.isPresent()
                ? place.of(ManifestDocument.APP_ID)
                : place;
        String appId = agreed(ownApp, "meta.appId", known.appId(), known, wrong);
        wrong.throwIfAny();
        ObjectNode object = completed(manifest, objectKind, section, name);
        if (typed) {
            ((ObjectNode) object.get(section)).put("appId", appId);
        }
        return EventRequest.read(event(kind, object, appId, name, context), context);
    }

    /** The entity that the manifest would be about, if it or its place says so, whatever else is wrong with it. */
    static Optional<EntityKey> entity(JsonNode manifest, ManifestPlace place) {
        JsonNode meta = manifest.path("meta");
        String name = meta.path("name").asString(manifest.at("/metadata/name").asString(""));
        try {
            return Optional.of(new EntityKey(
                    place.kind().orElseGet(() -> manifest.path("kind").asString("")),
                    place.appId().orElseGet(() -> meta.path("appId").asString("")),
                    place.name().orElse(name)));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    /** The same violations with the fields named from the manifest's root, not the event's. */
    static InvalidEventException fromManifestsRoot(InvalidEventException e, EventKind kind) {
        String root = "spec." + kind.objectField() + ".";
        return new InvalidEventException(e.violations().stream()
                .map(violation -> violation.field().startsWith(root)
                        ? new Violation(violation.field().substring(root.length()), violation.problem())
                        : violation)
                .toList());
    }

    private static String agreed(
            JsonNode own, String field, Optional<String> placed, ManifestPlace place, Violations wrong) {
        boolean given = !own.isMissingNode() && !own.isNull();
        if (given && !own.isString()) {
            wrong.add(field, "is " + own + ", not a string");
        } else if (given && placed.isPresent() && !placed.get().equals(own.stringValue())) {
            wrong.add(field, "is '" + own.stringValue() + "', but " + place.source() + " says '" + placed.get() + "'");
        } else if (!given && placed.isEmpty()) {
            wrong.add(field, "is required");
        }
        return given ? own.asString("") : placed.orElse("");
    }

    private static ObjectNode completed(JsonNode manifest, String kind, String section, String name) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.setAll((ObjectNode) manifest);
        object.put("kind", kind);
        ObjectNode self = JsonNodeFactory.instance.objectNode();
        if (manifest.get(section) instanceof ObjectNode given) {
            self.setAll(given);
        }
        self.put("name", name);
        object.set(section, self);
        return object;
    }

    /** The object as an event of that kind, with what the request says of itself. */
    static ObjectNode event(EventKind kind, ObjectNode object, String appId, String name, RequestContext context) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("kind", kind.name());
        ObjectNode meta = event.putObject("meta").put("appId", appId).put("name", name);
        context.eventId().ifPresent(id -> meta.put("eventId", id));
        ObjectNode spec = event.putObject("spec");
        spec.set(kind.objectField(), object);
        context.metadata().ifPresent(metadata -> spec.set("metadata", metadata.deepCopy()));
        context.comment()
                .ifPresent(comment -> comment(
                        spec,
                        object,
                        kind.objectKind(),
                        comment,
                        context.kinds().get()));
        return event;
    }

    /** Says why, where the kind's events have room for it. */
    static void comment(ObjectNode spec, JsonNode object, String objectKind, String comment, Kinds kinds) {
        boolean typed = kinds.isTyped(objectKind, object);
        (typed ? spec : spec.withObject("/metadata")).put("comment", comment);
    }
}
