package io.dsel.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.service.Configuration;
import io.dsel.sink.log.BulkLimits;
import io.dsel.sink.log.SinkSettings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SinkOptionsTest {
    @Test
    void theDefaultsReadEverythingThatIsIndexed() {
        SinkSettings settings = SinkOptions.sink(configuration(Map.of()));
        assertEquals(BulkLimits.DEFAULT, settings.limits());
        assertEquals("dsel-indexer", settings.group());
        for (String topic : new String[] {"dsel.events.AAppliedEvent", "dsel.aggregates.BAggregate", "dsel.heads"}) {
            assertTrue(settings.topics().matcher(topic).matches(), topic);
        }
        for (String topic :
                new String[] {"dsel.dead-letters", "dsel.journal.aggregates", "dsel.heads-changelog", "x"}) {
            assertFalse(settings.topics().matcher(topic).matches(), topic);
        }
    }

    @Test
    void aWrongValueNamesItsOptionAndWhatIsAllowed() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class, () -> configuration(Map.of("DSEL_INDEX_REPLICAS", "many")));
        assertEquals("DSEL_INDEX_REPLICAS: 'many' is neither auto nor a number of replicas", wrong.getMessage());
    }

    private static Configuration configuration(Map<String, String> environment) {
        return new Configuration(SinkOptions.all(), environment, Optional.empty());
    }
}
