package io.dsel.streams;

import io.dsel.service.CommonOptions;
import io.dsel.service.Option;
import io.dsel.streams.enrich.AllowedHosts;
import io.dsel.topic.TopicCreator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The options of this service. */
final class StreamsOptions {
    static final Option<Integer> HTTP_PORT = CommonOptions.httpPort(8081);
    static final Option<String> INSTANCE_ID = Option.text(
            "instance.id", "streams-1", "name of this instance: kept over restarts, different for each instance");
    static final Option<String> ADVERTISED_HOST =
            Option.text("advertised.host", "", "host that other instances reach this one at; empty for http.host");
    static final Option<String> STATE_DIR = Option.text(
            "state.dir",
            Path.of(System.getProperty("java.io.tmpdir"), "dsel-streams").toString(),
            "folder of the stores; each instance needs its own");
    static final Option<Integer> THREADS = Option.number("streams.threads", 1, 1, 64, "stream threads");
    static final Option<Integer> PARTITIONS = Option.number(
            "partitions",
            TopicCreator.DEFAULT_PARTITIONS,
            1,
            10_000,
            "partitions of the topics, if this is the first to make them");
    static final Option<Integer> BUILD_RATE = Option.number(
            "build.rate",
            5_000,
            1,
            1_000_000,
            "events of the log that are noted in a second at most for an aggregate that was declared after them");

    static final Option<AllowedHosts> ENRICHMENT_HOSTS = new Option<>(
            "enrichment.hosts",
            "",
            "hosts that aggregates may ask over HTTP, with commas between: cmdb.example.com or 10.0.0.7:8080;"
                    + " none if empty",
            AllowedHosts::parse,
            false);
    static final Option<Duration> ENRICHMENT_TIMEOUT =
            Option.millis("enrichment.timeout", 2_000, "how long the outside may take to answer one question");
    static final Option<Integer> ENRICHMENT_CONCURRENCY =
            Option.number("enrichment.concurrency", 16, 1, 1_000, "questions that the outside is asked at a time");
    static final Option<String> PLUGINS = Option.text(
            "plugins",
            "",
            "folder of jars with folds and enrichers of your own, all of which must be on the class path: ./dsel up and the image see to that;"
                    + " empty for none");

    private StreamsOptions() {}

    static List<Option<?>> all() {
        List<Option<?>> options = new ArrayList<>(CommonOptions.all());
        options.addAll(
                List.of(HTTP_PORT, INSTANCE_ID, ADVERTISED_HOST, STATE_DIR, THREADS, PARTITIONS, BUILD_RATE, PLUGINS));
        options.addAll(List.of(ENRICHMENT_HOSTS, ENRICHMENT_TIMEOUT, ENRICHMENT_CONCURRENCY));
        return options;
    }
}
