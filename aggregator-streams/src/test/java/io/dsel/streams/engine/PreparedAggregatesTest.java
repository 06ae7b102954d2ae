package io.dsel.streams.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.aggregate.Aggregates;
import io.dsel.json.Yaml;
import io.dsel.streams.aggregate.Unmade;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class PreparedAggregatesTest {
    /** In the place of one that comes along, whose topic is there. */
    private final Aggregates declared = Aggregates.BUILT_IN.with(Aggregate.of(AggregateReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: EntityActivityAggregate}
            spec: {owner: platform, sources: [{kinds: ["*Event"]}], group: {key: meta.name},
                   fold: {name: nobody-has-it, version: "1"}}
            """))));

    private final List<String> passedBy = new ArrayList<>();
    private boolean logIsAway = true;
    private final PreparedAggregates aggregates = new PreparedAggregates(() -> declared, null, new Unmade(this::tell));

    @Test
    void nothingIsReadAsLongAsTheLogDoesNotKnowWhatEventsGoBy() {
        assertThrows(KafkaException.class, aggregates::prepare);
        assertSame(Aggregates.BUILT_IN, aggregates.get());

        logIsAway = false;
        aggregates.prepare();
        assertSame(declared, aggregates.get());
        assertEquals(List.of("EntityActivityAggregate"), passedBy);
    }

    private void tell(Aggregate aggregate) {
        if (logIsAway) {
            throw new KafkaException("the log is away");
        }
        passedBy.add(aggregate.name());
    }
}
