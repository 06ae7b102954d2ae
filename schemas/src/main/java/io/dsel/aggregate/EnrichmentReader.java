package io.dsel.aggregate;

import io.dsel.event.Violations;
import io.dsel.json.Json;
import io.dsel.manifest.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The enrichments of a manifest, as people write them. */
final class EnrichmentReader {
    private static final String PLUGIN = "plugin";
    private static final Duration LEAST_TTL = Duration.ofSeconds(1);
    private static final Duration MOST_TTL = Duration.ofDays(7);

    private final Violations wrong;

    private EnrichmentReader(Violations wrong) {
        this.wrong = wrong;
    }

    static List<Enrichment> read(Fields spec, Violations wrong) {
        return spec.objects("enrichments", new EnrichmentReader(wrong)::enrichment);
    }

    private Enrichment enrichment(Fields fields) {
        String name = fields.text("name");
        Map<String, String> with = texts(fields.object("with"));
        Duration ttl = fields.duration("ttl", LEAST_TTL, MOST_TTL).orElse(Enrichment.USUAL_TTL);
        boolean http = fields.has(Enrichment.HTTP);
        boolean plugin = fields.has(PLUGIN);
        fields.node(Enrichment.HTTP);
        fields.node(PLUGIN);
        if (http == plugin) {
            wrong.add(
                    fields.path(Enrichment.HTTP), "or plugin is required, and one of them only: it says what is asked");
            return new Enrichment(name, Enrichment.HTTP, "{}", with, ttl);
        }
        return http
                ? new Enrichment(name, Enrichment.HTTP, http(fields.object(Enrichment.HTTP)), with, ttl)
                : plugin(name, fields.object(PLUGIN), with, ttl);
    }

    private static String http(Fields fields) {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        settings.put(Enrichment.POINTER, fields.optionalText(Enrichment.POINTER).orElse(""));
        settings.put(Enrichment.URL, fields.text(Enrichment.URL));
        fields.requireNoOthers();
        return Json.write(settings);
    }

    private Enrichment plugin(String name, Fields fields, Map<String, String> with, Duration ttl) {
        String enricher = fields.text("name");
        if (enricher.equals(Enrichment.HTTP)) {
            wrong.add(fields.path("name"), "'http' is no plug-in; write http: {url: …} in place of plugin");
        }
        JsonNode settings = fields.node("settings");
        if (!settings.isObject() && !settings.isNull() && !settings.isMissingNode()) {
            wrong.add(fields.path("settings"), "is not an object");
        }
        fields.requireNoOthers();
        JsonNode given = settings.isObject() ? settings : Json.MAPPER.createObjectNode();
        return new Enrichment(name, enricher, Json.write(inOneSpelling(given)), with, ttl);
    }

    private static Map<String, String> texts(Fields fields) {
        Map<String, String> texts = new TreeMap<>();
        fields.others().forEach(name -> texts.put(name, fields.text(name)));
        return texts;
    }

    /** With the fields of objects in the order of their names. */
    private static JsonNode inOneSpelling(JsonNode value) {
        if (value.isObject()) {
            ObjectNode sorted = Json.MAPPER.createObjectNode();
            Map<String, JsonNode> fields = new TreeMap<>();
            value.forEachEntry(fields::put);
            fields.forEach((name, its) -> sorted.set(name, inOneSpelling(its)));
            return sorted;
        }
        if (value.isArray()) {
            ArrayNode items = Json.MAPPER.createArrayNode();
            value.forEach(item -> items.add(inOneSpelling(item)));
            return items;
        }
        return value;
    }
}
