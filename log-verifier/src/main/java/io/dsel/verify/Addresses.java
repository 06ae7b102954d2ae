package io.dsel.verify;

import java.net.URI;
import java.util.List;

/**
 * Where everything is.
 *
 * @param bootstrapServers Kafka's {@code host:port}, comma separated
 * @param registryUrl root of the schema registry's Confluent API
 * @param streams instances of the streams, of which any answers any key
 * @param sinks instances of the sink, of which any says how far all of them are
 * @param openSearch its nodes
 */
public record Addresses(
        String bootstrapServers, String registryUrl, List<URI> streams, List<URI> sinks, List<URI> openSearch) {
    public Addresses {
        streams = List.copyOf(streams);
        sinks = List.copyOf(sinks);
        openSearch = List.copyOf(openSearch);
    }
}
