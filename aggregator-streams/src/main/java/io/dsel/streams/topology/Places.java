package io.dsel.streams.topology;

import io.dsel.event.LogPosition;
import io.dsel.streams.store.Place;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where the record that is being processed lies. */
final class Places {
    private Places() {}

    static Place of(ProcessingContext context, Record<?, ?> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        LogPosition position = new LogPosition(metadata.topic(), metadata.partition(), metadata.offset());
        return new Place(position, record.timestamp());
    }
}
