package io.dsel.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dsel.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** A service that answers what a test tells it to, by {@code METHOD path?query}, and remembers what it was asked. */
final class ContractServer implements AutoCloseable {
    private record Reply(int status, String body, Map<String, String> headers) {}

    /** @param headers lower-case name to value */
    record Request(String line, Map<String, String> headers, JsonNode body) {}

    private final HttpServer server;
    private final Map<String, List<Reply>> replies = new ConcurrentHashMap<>();
    private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

    ContractServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers so to the request; told again for the same one, then to the next time it is asked. */
    ContractServer on(String request, int status, String body) {
        return on(request, status, body, Map.of());
    }

    ContractServer on(String request, int status, String body, Map<String, String> headers) {
        replies.computeIfAbsent(request, r -> Collections.synchronizedList(new ArrayList<>()))
                .add(new Reply(status, body, headers));
        return this;
    }

    ContractServer on(String request, String body) {
        return on(request, 200, body);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> lines() {
        return requests().stream().map(Request::line).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.getFirst()));
        byte[] sent = exchange.getRequestBody().readAllBytes();
        requests.add(new Request(line, headers, sent.length == 0 ? null : Json.parse(sent)));
        List<Reply> known = replies.get(line);
        Reply reply = known == null
                ? new Reply(
                        404,
                        "{\"type\":\"https://dsel.io/problems/not-found\",\"title\":\"Not found\",\"detail\":\"" + line
                                + "\"}",
                        Map.of())
                : known.size() > 1 ? known.removeFirst() : known.getFirst();
        byte[] body = reply.body().getBytes(UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
