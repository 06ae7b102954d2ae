package io.dsel.gateway;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.Token;
import io.dsel.gateway.log.Broker;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.EndOfLog;
import io.dsel.gateway.read.Scope;
import io.dsel.gateway.read.TierUnavailableException;
import io.dsel.gateway.read.Tiers;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The reads of objects, over tiers whose logs are lists. */
final class ServedRoutes implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Broker nowhere = new Broker("127.0.0.1:1");
    private final Tiers tiers;
    private final HttpServer server;

    ServedRoutes(io.dsel.kind.Kinds declared, List<ListedEvents> lists) {
        EndOfLog unknown = new EndOfLog() {
            @Override
            public Token now(Scope scope, Deadline deadline) {
                throw new TierUnavailableException("there is no broker");
            }

            @Override
            public Optional<String> clusterId() {
                return Optional.empty();
            }
        };
        tiers = new Tiers(List.copyOf(lists), unknown, Clock.systemUTC());
        Kinds kinds = new Kinds(nowhere, () -> declared);
        Versions versions = new Versions(() -> declared);
        LiveVersions live = new LiveVersions(() -> Aggregates.BUILT_IN, tiers);
        server = new HttpServer(
                List.of(), GatewayProblems.table(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), routes -> {
                    new ObjectRoutes(tiers, kinds, versions, live).add(routes);
                    new CompareRoutes(tiers, kinds, versions, live).add(routes);
                });
        server.start("127.0.0.1", 0);
    }

    record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }
    }

    Answer get(String path) {
        URI url = URI.create("http://127.0.0.1:" + server.port() + path);
        try {
            HttpResponse<byte[]> response =
                    client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.parse(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError(url + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        tiers.close();
        nowhere.close();
    }
}
