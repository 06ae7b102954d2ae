package io.dsel.cli.commands;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Problem;
import io.dsel.cli.api.Url;
import io.dsel.cli.commands.ManifestFiles.Document;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.kind.KindManifest;
import io.dsel.manifest.ManifestDocument;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document on its way to the ingest service.
 *
 * @param where {@code file:line}
 * @param label {@code artifact/terraform-vpc-module}
 * @param verb what becomes of the object, such as {@code applied}
 */
record Submission(String where, String label, String verb, Target target) {

    private static final String DRY_RUN = "dryRun";
    private static final String STORE = "store";
    private static final Set<String> OF_THE_PLATFORM = Set.of(KindManifest.KIND, AggregateManifest.KIND);

    /** What to do with the document. */
    private sealed interface Target {}

    /** Store an event. */
    private record StoreEvent(JsonNode event) implements Target {}

    /** Apply a bare manifest. */
    private record ApplyManifest(Url url, JsonNode manifest) implements Target {}

    /** Nothing, because it is not complete. */
    private record Incomplete(String field, String problem) implements Target {}

    /** @param app for documents that name no application; null for none */
    static Submission of(Document document, String app) {
        JsonNode value = document.value();
        String kind = value.path("kind").asString("");
        if (!value.isObject()) {
            return new Submission(document.where(), "document", "", new Incomplete("the document", "is not an object"));
        }
        return isEvent(value)
                ? event(document.where(), (ObjectNode) value, kind, app)
                : manifest(document.where(), value, kind, app);
    }

    /**
     * @param dryRun whether it is only to be examined
     * @throws io.dsel.cli.console.CliException if the service does not answer
     */
    Answer send(Api ingest, Map<String, String> headers, boolean dryRun) {
        Boolean examined = dryRun ? true : null;
        return switch (target) {
            case StoreEvent(JsonNode event) ->
                ingest.send("POST", Url.of("v1", "events").with(DRY_RUN, examined), event, headers);
            case ApplyManifest(Url url, JsonNode manifest) ->
                ingest.send("PUT", url.with(DRY_RUN, examined), manifest, headers);
            case Incomplete(String field, String problem) -> new Answer.Refused(refusal(field, problem));
        };
    }

    /**
     * Has it judged.
     *
     * @param store whether the verdict is to be kept in the object's history
     * @throws io.dsel.cli.console.CliException if the service does not answer
     */
    Answer validate(Api ingest, Map<String, String> headers, boolean store) {
        Boolean stored = store ? true : null;
        return switch (target) {
            case StoreEvent(JsonNode event) ->
                ingest.send("POST", Url.of("v1", "events").with(DRY_RUN, true).with(STORE, stored), event, headers);
            case ApplyManifest(Url url, JsonNode manifest) ->
                ingest.send(
                        "POST", new Url(url.path() + "/validate", List.of()).with(STORE, stored), manifest, headers);
            case Incomplete(String field, String problem) -> new Answer.Refused(refusal(field, problem));
        };
    }

    /** What became of it, for machines. */
    ObjectNode result(Answer answer) {
        ObjectNode result = Json.MAPPER.createObjectNode().put("where", where);
        return switch (answer) {
            case Answer.Done done -> result.setAll((ObjectNode) done.body());
            case Answer.Refused refused ->
                (ObjectNode) result.put("status", "rejected")
                        .set("problem", refused.problem().document());
        };
    }

    /** Kinds and aggregates are the platform's, whatever application the other documents belong to. */
    private static boolean isPlatforms(JsonNode manifest) {
        return OF_THE_PLATFORM.contains(manifest.path("kind").asString(""))
                && manifest.path("apiVersion").asString("").indexOf('/') < 0;
    }

    private static boolean isEvent(JsonNode value) {
        return value.path("kind").asString("").endsWith("Event")
                && value.path("meta").isObject()
                && value.path("spec").isObject();
    }

    private static Submission event(String where, ObjectNode event, String kind, String app) {
        ObjectNode complete = event;
        if (app != null && !event.path("meta").has("appId")) {
            complete = event.deepCopy();
            ((ObjectNode) complete.get("meta")).put("appId", app);
        }
        String name = event.path("meta").path("name").asString("?");
        try {
            EventKind parsed = EventJson.kind(kind, (ObjectNode) event.get("spec"));
            String verb = parsed.action().toLowerCase(Locale.ROOT);
            return new Submission(where, label(parsed.objectKind(), name), verb, new StoreEvent(complete));
        } catch (InvalidEventException e) {
            return new Submission(where, label(kind, name), "stored", new StoreEvent(complete));
        }
    }

    private static Submission manifest(String where, JsonNode manifest, String kind, String app) {
        String name = text(
                manifest.path("meta").path("name"), manifest.path("metadata").path("name"));
        String own = text(manifest.path("meta").path("appId"), null);
        String appId = own.isEmpty() && isPlatforms(manifest) ? ManifestDocument.APP_ID : own;
        String label = label(kind, name.isEmpty() ? "?" : name);
        if (kind.isEmpty()) {
            return new Submission(where, label, "", new Incomplete("kind", "is required"));
        }
        if (name.isEmpty()) {
            return new Submission(where, label, "", new Incomplete("metadata.name", "is required, or meta.name"));
        }
        if (appId.isEmpty() && app == null) {
            return new Submission(where, label, "", new Incomplete("meta.appId", "is required, or --app APP"));
        }
        Url url = Url.of("v1", "objects", kind, appId.isEmpty() ? app : appId, name);
        return new Submission(where, label, "applied", new ApplyManifest(url, manifest));
    }

    private static String text(JsonNode first, JsonNode second) {
        String text = first.asString("");
        return text.isEmpty() && second != null ? second.asString("") : text;
    }

    private static String label(String kind, String name) {
        return kind.isEmpty() ? "document" : kind.toLowerCase(Locale.ROOT) + "/" + name;
    }

    private static Problem refusal(String field, String problem) {
        ObjectNode document = Json.MAPPER
                .createObjectNode()
                .put("type", "invalid-event")
                .put("title", "The document is not complete");
        document.putArray("errors").addObject().put("field", field).put("problem", problem);
        return new Problem(0, document);
    }
}
