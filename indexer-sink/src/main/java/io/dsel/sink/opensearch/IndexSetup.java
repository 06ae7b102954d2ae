package io.dsel.sink.opensearch;

import io.dsel.json.Json;
import io.dsel.sink.bulk.BulkReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the templates that give every index of ours its mapping, its sort and its read alias. Indices that exist keep
 * what they were made with.
 */
public final class IndexSetup {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);
    private static final List<String> TEMPLATES = List.of("events", "aggregates", "heads");

    private final OpenSearch openSearch;
    private final IndexSettings settings;

    public IndexSetup(OpenSearch openSearch, IndexSettings settings) {
        this.openSearch = openSearch;
        this.settings = settings;
    }

    /**
     * Doing it twice is doing it once.
     *
     * @throws IOException if OpenSearch does not answer or is not ready
     * @throws IllegalStateException if it refuses; says what and why
     */
    public void apply() throws IOException {
        put("/_component_template/dsel-mappings-v1", resource("mappings"));
        put("/_component_template/dsel-settings-v1", chosen(resource("settings")));
        for (String template : TEMPLATES) {
            put("/_index_template/dsel-" + template + "-v1", resource(template));
        }
        LOG.info("index templates are in place ({})", settings);
    }

    private ObjectNode chosen(ObjectNode template) {
        ObjectNode index = (ObjectNode) template.at("/template/settings/index");
        index.put("refresh_interval", settings.refresh().toMillis() + "ms");
        index.put("codec", settings.codec());
        if (settings.replicas().equals(IndexSettings.AUTO)) {
            index.put("auto_expand_replicas", "0-1");
        } else {
            index.put("number_of_replicas", Integer.parseInt(settings.replicas()));
        }
        return template;
    }

    private void put(String path, JsonNode body) throws IOException {
        BulkReply reply = openSearch.request("PUT", path, Map.of(), body);
        if (reply.status() == 429 || reply.status() >= 500) {
            throw new IOException("PUT " + path + " was answered with " + text(reply));
        }
        if (reply.status() >= 300) {
            throw new IllegalStateException("OpenSearch refuses PUT " + path + ": " + text(reply));
        }
    }

    private static String text(BulkReply reply) {
        return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static ObjectNode resource(String name) throws IOException {
        try (InputStream file = IndexSetup.class.getResourceAsStream(name + ".json")) {
            return (ObjectNode) Json.parse(file.readAllBytes());
        }
    }
}
