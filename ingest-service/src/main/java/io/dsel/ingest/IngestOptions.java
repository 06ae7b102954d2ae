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

    static final Option<Duration> EVENT_AHEAD = millis(
            "event.ahead.ms",
            86_400_000,
            "how far ahead of this service's clock an event's time may lie; one further ahead, which would stay its"
                    + " object's latest until then, is refused");

    static final Option<Duration> LOG_TIMEOUT =
            millis("log.timeout.ms", 10_000, "how long a write waits for the log before the answer is 503");

    static final Option<Integer> LOG_BUFFER_BYTES = number(
            "log.buffer.bytes",
            32 << 20,
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

    static final Option<Integer> REQUESTS = number(
            "requests.inflight", 512, 1, 100_000, "requests at work at a time; others wait a second, then get 429");

    static final Option<Integer> REQUEST_BYTES = number(
            "requests.inflight.bytes",
            24 << 20,
            17 << 20,
            1 << 30,
            "bytes of bodies being read at a time; a body that finds no room waits a second, then gets 429");

    static final Option<Integer> REQUEST_MEMORY = number(
            "requests.inflight.memory",
            0,
            0,
            Integer.MAX_VALUE,
            "bytes of memory, about, that bodies may take at a time that have been read; 0 for a quarter of the heap");

    static final Option<Duration> BODY_TIME =
            millis("request.body.ms", 30_000, "how long a body that is no stream may take to come, before it gets 408");

    static final Option<Integer> STREAMS = number("streams", 16, 1, 10_000, "NDJSON streams at a time; others get 429");

    static final Option<String> ADVERTISED_HOST = Option.text(
            "advertised.host",
            "",
            "host that other instances reach this one at; empty for http.host, or, where that stands for all"
                    + " addresses, for the machine's own");

    static final Option<Duration> IDENTITY_WINDOW = millis(
            "identity.window.ms",
            3_600_000,
            "how long an event id is known after the log took it: a retry within that time is answered as before and"
                    + " stored once; at least three times log.timeout.ms");

    static final Option<Integer> IDENTITY_EVENTS = number(
            "identity.window.events",
            50_000,
            10_000,
            50_000_000,
            "ids that are known of each partition, about 250 bytes of memory each; of more, the oldest are forgotten"
                    + " before their time, but never that of an object's latest event");

    static final Option<Duration> WRITER_SESSION = millis(
            "writer.session.ms",
            6_000,
            "how long an instance may be silent before others write its partitions; the broker allows no less than"
                    + " its group.min.session.timeout.ms");

    private IngestOptions() {}

    static List<Option<?>> all() {
        return Stream.concat(
                        CommonOptions.all().stream(),
                        Stream.of(
                                HTTP_PORT,
                                PARTITIONS,
                                EVENT_AHEAD,
                                LOG_TIMEOUT,
                                LOG_BUFFER_BYTES,
                                MAX_EVENT_BYTES,
                                STREAM_EVENTS,
                                STREAM_BYTES,
                                REQUESTS,
                                REQUEST_BYTES,
                                REQUEST_MEMORY,
                                BODY_TIME,
                                STREAMS,
                                ADVERTISED_HOST,
                                IDENTITY_WINDOW,
                                IDENTITY_EVENTS,
                                WRITER_SESSION))
                .toList();
    }
}
