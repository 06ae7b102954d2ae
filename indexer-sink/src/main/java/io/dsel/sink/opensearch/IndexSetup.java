package io.dsel.sink.opensearch;

import io.dsel.index.Generations;
import io.dsel.index.IndexSort;
import io.dsel.json.Json;
import io.dsel.sink.bulk.BulkReply;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the templates that give every index of ours its mapping, its sort and, if its generation is read, its read alias.
 * Indices that exist keep what they were made with.
 */
public final class IndexSetup {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);

    private final OpenSearch openSearch;
    private final IndexSettings settings;

    public IndexSetup(OpenSearch openSearch, IndexSettings settings) {
        this.openSearch = openSearch;
        this.settings = settings;
    }

    /**
     * Puts those of every generation that is written. Doing it twice is doing it once.
     *
     * @throws IOException if OpenSearch does not answer or is not ready
     * @throws IllegalStateException if it refuses; says what and why
     */
    public void apply(Generations generations) throws IOException {
        for (int generation : generations.all()) {
            apply(generation, generation == generations.live());
        }
        LOG.info("index templates are in place for generations {} ({})", generations.all(), settings);
    }

    private void apply(int generation, boolean live) throws IOException {
        put("/_component_template/dsel-mappings-v" + generation, resource("mappings", generation));
        put("/_component_template/dsel-settings-v" + generation, chosen(resource("settings", generation)));
        for (IndexSort sort : IndexSort.values()) {
            ObjectNode template = resource(sort.label(), generation);
            if (!live) {
                template.remove("template");
            }
            put("/_index_template/" + sort.stem(generation), template);
        }
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
            throw new IOException("PUT " + path + " was answered with " + reply.text());
        }
        if (reply.status() >= 300) {
            throw new IllegalStateException("OpenSearch refuses PUT " + path + ": " + reply.text());
        }
    }

    /** The files are those of the first generation. */
    private static ObjectNode resource(String name, int generation) throws IOException {
        try (InputStream file = IndexSetup.class.getResourceAsStream(name + ".json")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return (ObjectNode)
                    Json.parse(text.replace("-v1", "-v" + generation).getBytes(StandardCharsets.UTF_8));
        }
    }
}
