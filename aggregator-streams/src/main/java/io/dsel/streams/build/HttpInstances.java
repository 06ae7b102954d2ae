package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks each instance over HTTP. One that starts knows all manifests before it reads its first event. */
final class HttpInstances implements Instances, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpInstances.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final List<String> UNSETTLED = List.of("those of a group that is being settled");

    private final StreamsEngine engine;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    HttpInstances(StreamsEngine engine) {
        this.engine = engine;
    }

    /** The streams do not start before. */
    @Override
    public boolean knowsAll() {
        try {
            return !engine.streams().metadataForAllStreamsClients().isEmpty(); // else their group is being settled
        } catch (StreamsUnavailableException | IllegalStateException e) {
            return false;
        }
    }

    @Override
    public List<String> unaware(Aggregate aggregate) {
        Set<String> addresses = new TreeSet<>();
        try {
            engine.streams()
                    .metadataForAllStreamsClients()
                    .forEach(client -> addresses.add(
                            client.hostInfo().host() + ":" + client.hostInfo().port()));
        } catch (StreamsUnavailableException | IllegalStateException e) {
            return UNSETTLED;
        }
        if (addresses.isEmpty()) {
            return UNSETTLED; // since it was asked
        }
        addresses.removeIf(address -> knows(address, aggregate));
        return List.copyOf(addresses);
    }

    @Override
    public void close() {
        http.close();
    }

    private boolean knows(String address, Aggregate aggregate) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + BuildRoutes.FORMULAS))
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() == OK
                    && Json.parse(answer.body())
                            .path(aggregate.name())
                            .asString("")
                            .equals(aggregate.formula());
        } catch (IOException | SyntaxException e) {
            LOG.debug("{} does not say which aggregates it knows", address, e);
            return false;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
