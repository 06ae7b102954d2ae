package io.dsel.gateway;

import io.dsel.service.CommonOptions;
import io.dsel.service.Option;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can be set of the gateway. */
final class GatewayOptions {
    static final Option<Integer> HTTP_PORT = CommonOptions.httpPort(8083);
    static final Option<List<URI>> STREAMS_URLS = Option.urls(
            "streams.urls", "http://127.0.0.1:8081", "the streams instances, comma separated; asked in turn");
    static final Option<List<URI>> OPENSEARCH_URL =
            Option.urls("opensearch.url", "http://127.0.0.1:9200", "OpenSearch's nodes, comma separated");
    static final Option<Duration> OPENSEARCH_TIMEOUT =
            Option.millis("opensearch.timeout.ms", 10_000, "how long OpenSearch has for an answer");
    static final Option<Integer> WATCH_MAX =
            Option.number("watch.max", 100, 0, 10_000, "most watches open at a time; beyond, 503");
    static final Option<Duration> WATCH_PATIENCE = Option.millis(
            "watch.patience.ms", 300_000, "how long a watch's reader may take nothing before it is hung up on");

    private GatewayOptions() {}

    static List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>(CommonOptions.all());
        all.addAll(List.of(HTTP_PORT, STREAMS_URLS, OPENSEARCH_URL, OPENSEARCH_TIMEOUT, WATCH_MAX, WATCH_PATIENCE));
        return all;
    }
}
