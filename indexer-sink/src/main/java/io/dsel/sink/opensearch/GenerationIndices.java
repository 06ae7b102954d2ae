package io.dsel.sink.opensearch;

import io.dsel.index.Generations;
import io.dsel.index.IndexSort;
import io.dsel.json.Json;
import io.dsel.sink.document.IndexName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes OpenSearch follow the generations: templates for those that are written, the read aliases on the live one, and
 * nothing left of those that were dropped. It looks and mends, so it can be done again after any failure.
 */
public final class GenerationIndices {
    private static final Logger LOG = LoggerFactory.getLogger(GenerationIndices.class);
    private static final Pattern TEMPLATE = Pattern.compile("dsel-[a-z]+-v([1-9][0-9]{0,8})");
    private static final Map<String, String> LENIENT = Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    /** Names of one request, which must fit into a line of 4 KB. */
    private static final int DELETED_AT_ONCE = 100;

    private final OpenSearch openSearch;
    private final IndexSetup setup;
    private final Supplier<Generations> generations;

    /** @param generations those there are, at any time */
    public GenerationIndices(OpenSearch openSearch, IndexSetup setup, Supplier<Generations> generations) {
        this.openSearch = openSearch;
        this.setup = setup;
        this.generations = generations;
    }

    /**
     * What must be in place before the first document.
     *
     * @throws IOException if OpenSearch does not answer or is not ready
     */
    public synchronized void prepare() throws IOException {
        setup.apply(generations.get());
    }

    /**
     * All of it. To be called when nothing of this instance writes to a dropped generation any more.
     *
     * @throws IOException if OpenSearch does not answer or is not ready
     */
    public synchronized void settle() throws IOException {
        Generations now = generations.get();
        setup.apply(now); // first: so that an index which is made from now on has the right aliases, and the others are
        // seen
        List<String> dropped = new ArrayList<>();
        ArrayNode actions = Json.MAPPER.createArrayNode();
        for (Map.Entry<String, JsonNode> index :
                openSearch.ask("GET", "/" + all() + "/_alias", LENIENT, null).properties()) {
            IndexName.parse(index.getKey()).ifPresent(name -> {
                if (now.isDropped(name.generation())) {
                    dropped.add(index.getKey());
                } else {
                    alias(name, index, now, actions);
                }
            });
        }
        if (!actions.isEmpty()) {
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.set("actions", actions);
            openSearch.ask("POST", "/_aliases", Map.of(), body);
            LOG.info("the read aliases are on generation {} now", now.live());
        }
        delete(dropped);
        deleteTemplates("/_index_template", "index_templates", now);
        deleteTemplates("/_component_template", "component_templates", now);
    }

    /** Makes everything that was acknowledged visible to searches. */
    public void refresh(int generation) throws IOException {
        openSearch.ask("POST", "/" + indices(generation) + "/_refresh", LENIENT, null);
    }

    static String indices(int generation) {
        return Arrays.stream(IndexSort.values())
                .map(sort -> sort.indices(generation))
                .collect(Collectors.joining(","));
    }

    private static String all() {
        return Arrays.stream(IndexSort.values())
                .map(sort -> sort.alias() + "-v*")
                .collect(Collectors.joining(","));
    }

    private static void alias(IndexName name, Map.Entry<String, JsonNode> index, Generations now, ArrayNode actions) {
        String alias = name.sort().alias();
        boolean has = index.getValue().path("aliases").has(alias);
        boolean wants = name.generation() == now.live();
        if (has != wants) {
            actions.addObject()
                    .putObject(wants ? "add" : "remove")
                    .put("index", index.getKey())
                    .put("alias", alias);
        }
    }

    private void delete(List<String> indices) throws IOException {
        for (int from = 0; from < indices.size(); from += DELETED_AT_ONCE) {
            List<String> some = indices.subList(from, Math.min(indices.size(), from + DELETED_AT_ONCE));
            openSearch.ask("DELETE", "/" + String.join(",", some), Map.of("ignore_unavailable", "true"), null);
            LOG.info("deleted {}, of a generation that was dropped", some);
        }
    }

    private void deleteTemplates(String path, String field, Generations now) throws IOException {
        for (JsonNode template : openSearch.ask("GET", path, Map.of(), null).path(field)) {
            Matcher name = TEMPLATE.matcher(template.path("name").asString(""));
            if (name.matches() && now.isDropped(Integer.parseInt(name.group(1)))) {
                openSearch.ask("DELETE", path + "/" + name.group(), Map.of(), null);
            }
        }
    }
}
