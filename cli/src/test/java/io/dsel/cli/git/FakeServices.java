package io.dsel.cli.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The ingest service and the query gateway, as far as an import needs them, over HTTP on a free port. */
final class FakeServices implements AutoCloseable {

    final FakeStack stack = new FakeStack();
    /** Statuses to answer the next requests with, instead of doing what they ask. */
    final ConcurrentLinkedQueue<Integer> refusals = new ConcurrentLinkedQueue<>();

    private final HttpServer server;

    FakeServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/kinds", exchange -> answer(exchange, this::createKinds));
        server.createContext("/v1/events", exchange -> answer(exchange, this::store));
        server.createContext("/v1/events/known", exchange -> answer(exchange, this::known));
        server.createContext("/v1/objects/", exchange -> answer(exchange, this::read));
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Response(int status, String body) {
        static Response ok(JsonNode body) {
            return new Response(200, Json.write(body));
        }
    }

    private interface Handler {
        Response handle(HttpExchange exchange, byte[] body) throws IOException;
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Integer refusal = refusals.poll();
        Response response = refusal != null ? refused(refusal) : handler.handle(exchange, body);
        byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Response refused(int status) {
        return new Response(
                status,
                "{\"type\":\"https://dsel.dev/problems/test\",\"title\":\"Refused\",\"status\":" + status
                        + ",\"detail\":\"for a test\"}");
    }

    private Response createKinds(HttpExchange exchange, byte[] body) {
        List<String> kinds = new ArrayList<>();
        Json.parse(body).get("eventKinds").forEach(kind -> kinds.add(kind.stringValue()));
        stack.createKinds(kinds);
        return new Response(200, "{\"created\":[],\"existing\":[]}");
    }

    private Response known(HttpExchange exchange, byte[] body) {
        List<String> ids = new ArrayList<>();
        Json.parse(body).get("ids").forEach(id -> ids.add(id.stringValue()));
        ObjectNode answer = Json.MAPPER.createObjectNode();
        stack.known(ids).forEach(answer.putArray("known")::add);
        return Response.ok(answer);
    }

    private Response store(HttpExchange exchange, byte[] body) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!type.equals("application/x-ndjson")) {
            return refused(415);
        }
        StringBuilder answer = new StringBuilder();
        List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Event event = EventJson.read(Json.parse(lines.get(i)));
            byte[] json = lines.get(i).getBytes(StandardCharsets.UTF_8);
            SpooledEvent spooled =
                    new SpooledEvent(event.meta().eventId(), event.entity().text(), json);
            ObjectNode result = Json.MAPPER.createObjectNode();
            switch (stack.store(List.of(spooled)).getFirst()) {
                case Outcome.Stored() -> result.put("status", "stored");
                case Outcome.Refused(String why) ->
                    result.put("status", "rejected")
                            .putObject("problem")
                            .put("status", 422)
                            .put("title", why);
                case Outcome.Unknown(String why) ->
                    result.put("status", "rejected")
                            .putObject("problem")
                            .put("status", 503)
                            .put("title", why);
            }
            answer.append(Json.write(result.put("line", i + 1))).append('\n');
        }
        return new Response(200, answer.toString());
    }

    private Response read(HttpExchange exchange, byte[] body) {
        String[] parts = exchange.getRequestURI().getRawPath().split("/");
        String[] names = new String[3];
        for (int i = 0; i < 3; i++) {
            names[i] = URLDecoder.decode(parts[i + 3].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        Instant asOf = Instant.parse(exchange.getRequestURI().getQuery().replace("asOf=", ""));
        return switch (stack.read(names[0], names[1], names[2], asOf)) {
            case ObjectAnswer.Found(JsonNode state) -> {
                ObjectNode answer = Json.MAPPER.createObjectNode();
                String field = new io.dsel.event.EventKind(names[0], "Applied").objectField();
                answer.putObject("event").putObject("spec").set(field, state);
                yield Response.ok(answer);
            }
            case ObjectAnswer.NotYet none ->
                new Response(404, "{\"type\":\"https://dsel.dev/problems/not-found\",\"status\":404}");
            case ObjectAnswer.Deleted none ->
                new Response(404, "{\"type\":\"https://dsel.dev/problems/deleted\",\"status\":404}");
        };
    }
}
