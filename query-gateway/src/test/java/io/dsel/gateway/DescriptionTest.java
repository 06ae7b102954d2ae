package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the gateway says of itself, held against the gateway. None of its tiers is up; what is asked here needs none. */
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");
    private static final Pattern IN_PATH = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern ALLOWED = Pattern.compile("those are \\[(.*)]");

    /** These take no parameters, and do not look for any. */
    private static final Set<String> WITHOUT_PARAMETERS = Set.of(
            "/v1/kinds", "/v1/aggregates", "/v1/status", "/openapi.json", "/openapi.yaml", "/health", "/metrics");

    private static final JsonNode DESCRIPTION = DescriptionRoutes.document();
    private static final Stops STOPS = new Stops();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static HttpServer server;

    @BeforeAll
    static void start() {
        Map<String, String> nowhere = Map.of(
                "DSEL_BOOTSTRAP_SERVERS",
                "127.0.0.1:1",
                "DSEL_OPENSEARCH_URL",
                "http://127.0.0.1:1",
                "DSEL_STREAMS_URLS",
                "http://127.0.0.1:1",
                "DSEL_HTTP_PORT",
                "0");
        server = QueryGateway.start(new Configuration(GatewayOptions.all(), nowhere, Optional.empty()), STOPS);
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        STOPS.close();
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsOfARoute() {
        List<String> described = operations().stream()
                .map(operation -> operation.method().toUpperCase(Locale.ROOT) + " " + operation.path())
                .sorted()
                .toList();
        assertEquals(described, server.routes().stream().sorted().toList());
    }

    /** The gateway refuses a parameter that it does not know with the names of those that it does. */
    @Test
    void everyRouteTakesTheParametersThatAreDescribed() {
        for (Operation operation : operations()) {
            Set<String> described = new TreeSet<>(names(operation, "query"));
            if (WITHOUT_PARAMETERS.contains(operation.path())) {
                assertEquals(Set.of(), described, operation.path());
                continue;
            }
            JsonNode refusal = Json.parse(ask(operation, operation.path().replaceAll("[{}]", "") + "?nonsense=1"));
            MatchResult allowed = ALLOWED.matcher(refusal.path("detail").asString(""))
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(operation + " does not refuse nonsense: " + refusal));
            assertEquals(new TreeSet<>(List.of(allowed.group(1).split(", "))), described, operation.toString());
        }
    }

    @Test
    void everyPathDescribesItsParts() {
        for (Operation operation : operations()) {
            Set<String> inPath = IN_PATH.matcher(operation.path())
                    .results()
                    .map(it -> it.group(1))
                    .collect(Collectors.toSet());
            assertEquals(inPath, names(operation, "path"), operation.toString());
        }
    }

    @Test
    void itIsServedAsYamlAndAsJson() {
        Operation get = new Operation("get", "", null, null);
        assertEquals(DESCRIPTION, Json.parse(ask(get, "/openapi.json")));
        assertEquals(DESCRIPTION, Yaml.parse(ask(get, "/openapi.yaml")));
    }

    @Test
    void everyOperationSaysWhatItAnswers() {
        assertTrue(DESCRIPTION.path("openapi").asString("").startsWith("3.1."));
        assertFalse(DESCRIPTION.at("/info/title").isMissingNode());
        assertFalse(DESCRIPTION.at("/info/version").isMissingNode());
        Set<String> tags = DESCRIPTION
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .collect(Collectors.toSet());
        Set<String> ids = new HashSet<>();
        for (Operation operation : operations()) {
            JsonNode document = operation.document();
            assertTrue(ids.add(document.path("operationId").asString(null)), operation + " has an id of its own");
            assertFalse(document.path("summary").asString("").isEmpty(), operation.toString());
            document.path("tags").forEach(tag -> assertTrue(tags.contains(tag.asString()), operation.toString()));
            assertFalse(document.path("responses").path("200").isMissingNode(), operation.toString());
            document.path("responses").forEach(response -> {
                assertFalse(resolved(response).path("description").asString("").isEmpty(), operation.toString());
            });
            for (JsonNode parameter : parameters(operation)) {
                assertFalse(parameter.path("schema").isMissingNode(), operation + " " + parameter);
                assertFalse(parameter.path("description").asString("").isEmpty(), operation + " " + parameter);
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        Set<String> used = new HashSet<>();
        references(DESCRIPTION, used);
        for (String reference : used) {
            assertTrue(reference.startsWith("#/components/"), reference);
            assertFalse(DESCRIPTION.at(reference.substring(1)).isMissingNode(), reference);
        }
        DESCRIPTION.path("components").forEachEntry((group, components) -> components
                .propertyNames()
                .forEach(name -> assertTrue(used.contains("#/components/" + group + "/" + name), group + " " + name)));
    }

    private record Operation(String method, String path, JsonNode item, JsonNode document) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        DESCRIPTION
                .path("paths")
                .forEachEntry((path, item) -> item.forEachEntry((method, document) -> {
                    if (METHODS.contains(method)) {
                        operations.add(new Operation(method, path, item, document));
                    }
                }));
        return operations;
    }

    private static List<JsonNode> parameters(Operation operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.item().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        operation.document().path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        return parameters;
    }

    private static Set<String> names(Operation operation, String in) {
        return parameters(operation).stream()
                .filter(parameter -> parameter.path("in").asString("").equals(in))
                .map(parameter -> parameter.path("name").asString())
                .collect(Collectors.toSet());
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : DESCRIPTION.at(reference.substring(1));
    }

    private static void references(JsonNode node, Set<String> found) {
        if (node.path("$ref").isString()) {
            found.add(node.path("$ref").asString());
        }
        node.forEach(child -> references(child, found));
    }

    private static byte[] ask(Operation operation, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(operation.method().toUpperCase(Locale.ROOT), BodyPublishers.noBody())
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new AssertionError(operation + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
