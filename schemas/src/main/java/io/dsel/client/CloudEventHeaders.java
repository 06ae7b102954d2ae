package io.dsel.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of an event's record: CloudEvents 1.0, Kafka protocol binding, binary content mode. */
public final class CloudEventHeaders {
    private CloudEventHeaders() {}

    public static RecordHeaders of(Event event) {
        RecordHeaders headers = new RecordHeaders();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.meta().eventId());
        add(headers, "ce_type", "io.dsel." + event.kind().name() + "." + event.apiVersion());
        add(headers, "ce_source", "/dsel/" + event.meta().region());
        add(headers, "ce_time", EventJson.time(event.meta().timestamp()));
        add(headers, "ce_subject", event.entity().text());
        add(headers, "content-type", "application/avro");
        return headers;
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
