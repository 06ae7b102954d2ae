package io.dsel.streams.enrich;

import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.EnricherProvider;
import io.dsel.aggregate.Enrichment;
import io.dsel.aggregate.UrlTemplate;
import java.net.http.HttpClient;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** What asks servers over HTTP, all by one client. */
public final class HttpEnrichers implements EnricherProvider, AutoCloseable {
    private final AllowedHosts hosts;
    private final HttpClient client;

    /** @param timeout for a connection */
    public HttpEnrichers(AllowedHosts hosts, Duration timeout) {
        this.hosts = hosts;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public String name() {
        return Enrichment.HTTP;
    }

    @Override
    public Enricher enricher(ObjectNode settings) {
        UrlTemplate url = UrlTemplate.parse(settings.path(Enrichment.URL).asString(""));
        return new HttpEnricher(
                client, hosts, url, settings.path(Enrichment.POINTER).asString(""));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
