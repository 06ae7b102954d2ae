package io.dsel.sink;

import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.Option;
import io.dsel.sink.log.BulkLimits;
import io.dsel.sink.log.SinkSettings;
import io.dsel.sink.opensearch.IndexSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be set. */
final class SinkOptions {
    static final Option<Integer> HTTP_PORT = CommonOptions.httpPort(8082);
    static final Option<List<URI>> OPENSEARCH_URL =
            Option.urls("opensearch.url", "http://127.0.0.1:9200", "OpenSearch's nodes, comma separated");
    static final Option<Integer> RETENTION_MONTHS = Option.number(
            "index.retention.months",
            0,
            0,
            1200,
            "monthly indices to keep besides the running month's; older ones are dropped; 0 keeps all for ever");

    static final Option<Integer> REBUILD_RATE = Option.number(
            "rebuild.rate",
            5000,
            0,
            10_000_000,
            "documents a second that this instance writes to a generation of the index that is being built; 0 for no"
                    + " limit");

    private static final Option<String> GROUP = Option.text(
            "group.id",
            "dsel-indexer",
            "consumer group; its committed offsets say what the index has seen; that of a later generation of the index"
                    + " has its number behind the name");
    private static final Option<String> INSTANCE_ID = Option.text(
            "instance.id", "", "name of this instance in the group, kept over restarts; empty for a dynamic member");
    private static final Option<String> REPLICAS = new Option<>(
            "index.replicas",
            IndexSettings.AUTO,
            "replicas of a new index; auto is one where there is a second node",
            IndexSettings::requireReplicas,
            false);
    private static final Option<Duration> REFRESH = Option.millis(
            "index.refresh.ms", 1000, "how long until a document that was written to a new index can be found");
    private static final Option<String> CODEC = Option.text(
            "index.codec",
            "best_compression",
            "how a new index stores documents: default, best_compression, or zstd where its plug-in is installed");
    private static final Option<Integer> BULK_BYTES =
            Option.number("bulk.bytes", BulkLimits.DEFAULT.bytes(), 1, 100 << 20, "most bytes of a bulk request");
    private static final Option<Integer> BULK_DOCUMENTS = Option.number(
            "bulk.documents", BulkLimits.DEFAULT.documents(), 1, 100_000, "most documents of a bulk request");
    private static final Option<Duration> BULK_LINGER = Option.millis(
            "bulk.linger.ms",
            BulkLimits.DEFAULT.linger().toMillis(),
            "how long a request waits to be filled while another is under way");
    private static final Option<Integer> BULK_REQUESTS =
            Option.number("bulk.requests", BulkLimits.DEFAULT.requests(), 1, 64, "bulk requests under way at once");
    private static final Option<Integer> IN_FLIGHT_BYTES = Option.number(
            "inflight.bytes",
            (int) BulkLimits.DEFAULT.bytesInFlight(),
            1,
            Integer.MAX_VALUE,
            "bytes read and not yet indexed beyond which reading pauses");
    private static final Option<Duration> COMMIT_INTERVAL =
            Option.millis("commit.interval.ms", 100, "longest time from an acknowledged write to its commit");

    private SinkOptions() {}

    static List<Option<?>> all() {
        List<Option<?>> all = new ArrayList<>(CommonOptions.all());
        all.addAll(List.of(HTTP_PORT, OPENSEARCH_URL, GROUP, INSTANCE_ID));
        all.addAll(List.of(REPLICAS, REFRESH, CODEC, RETENTION_MONTHS, REBUILD_RATE));
        all.addAll(List.of(BULK_BYTES, BULK_DOCUMENTS, BULK_LINGER, BULK_REQUESTS, IN_FLIGHT_BYTES, COMMIT_INTERVAL));
        return all;
    }

    static SinkSettings sink(Configuration configuration) {
        BulkLimits limits = new BulkLimits(
                configuration.get(BULK_BYTES),
                configuration.get(BULK_DOCUMENTS),
                configuration.get(BULK_LINGER),
                configuration.get(BULK_REQUESTS),
                configuration.get(IN_FLIGHT_BYTES));
        return new SinkSettings(
                configuration.get(CommonOptions.BOOTSTRAP_SERVERS),
                configuration.get(GROUP),
                configuration.get(INSTANCE_ID),
                SinkSettings.ALL_TOPICS,
                limits,
                configuration.get(COMMIT_INTERVAL));
    }

    static IndexSettings index(Configuration configuration) {
        return new IndexSettings(configuration.get(REPLICAS), configuration.get(REFRESH), configuration.get(CODEC));
    }
}
