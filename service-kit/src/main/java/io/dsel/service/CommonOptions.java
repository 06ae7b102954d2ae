package io.dsel.service;

import java.util.List;

/** Options that every service has. */
public final class CommonOptions {
    public static final Option<String> BOOTSTRAP_SERVERS =
            Option.text("bootstrap.servers", "127.0.0.1:9092", "Kafka's host:port, comma separated");
    public static final Option<String> SCHEMA_REGISTRY_URL = Option.text(
            "schema.registry.url",
            "http://127.0.0.1:8085/apis/ccompat/v7",
            "root of the schema registry's Confluent API");
    public static final Option<String> HTTP_HOST = Option.text("http.host", "127.0.0.1", "address to listen on");
    public static final Option<String> REGION = Option.text("region", "local", "the region that this service runs in");

    private CommonOptions() {}

    /** @param usual the service's usual port */
    public static Option<Integer> httpPort(int usual) {
        return Option.number("http.port", usual, 0, 65535, "port to listen on; 0 for any free one");
    }

    public static List<Option<?>> all() {
        return List.of(BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, HTTP_HOST, REGION);
    }
}
