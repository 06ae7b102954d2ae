package io.dsel.ingest;

import static io.dsel.service.Option.millis;
import static io.dsel.service.Option.number;

import io.dsel.service.CommonOptions;
import io.dsel.service.Option;
import io.dsel.topic.TopicCreator;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What can be set. */
final class IngestOptions {
    static final Option<Integer> HTTP_PORT = CommonOptions.httpPort(8080);

    static final Option<Integer> PARTITIONS = number(
            "topics.partitions",
            TopicCreator.DEFAULT_PARTITIONS,
            1,
            10_000,
            "partitions of every topic, where this service makes the first; later the topics' own count holds");

    static final Option<Duration> LOG_TIMEOUT =
            millis("log.timeout.ms", 10_000, "how long a write waits for the log before the answer is 503");

    static final Option<Integer> LOG_BUFFER_BYTES = number(
            "log.buffer.bytes",
            64 << 20,
            1 << 20,
            1 << 30,
            "memory for events that the log has not acknowledged yet; a write that finds it full waits, then gets 503");

    static final Option<Integer> MAX_EVENT_BYTES = number(
            "max.event.bytes",
            1 << 20,
            1 << 10,
            512 << 20,
            "largest event in bytes, encoded; must not exceed what the broker takes (max.message.bytes)");

    static final Option<Integer> STREAM_EVENTS = number(
            "stream.inflight.events", 1_000, 1, 1_000_000, "events of one NDJSON stream that may await their results");

    static final Option<Integer> STREAM_BYTES = number(
            "stream.inflight.bytes",
            8 << 20,
            1 << 20,
            1 << 30,
            "bytes of one NDJSON stream that may await their results");

    private IngestOptions() {}

    static List<Option<?>> all() {
        return Stream.concat(
                        CommonOptions.all().stream(),
                        Stream.of(
                                HTTP_PORT,
                                PARTITIONS,
                                LOG_TIMEOUT,
                                LOG_BUFFER_BYTES,
                                MAX_EVENT_BYTES,
                                STREAM_EVENTS,
                                STREAM_BYTES))
                .toList();
    }
}
