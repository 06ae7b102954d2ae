package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Receipt;
import io.dsel.gateway.read.TierName;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SessionTokenTest {
    private static final String TOPIC = "dsel.events.ServiceAppliedEvent";

    @Test
    void whatIsShownBeyondWhatIsCoveredIsPartOfIt() {
        assertEquals(token(0, 41), SessionToken.of("c", answer(Optional.of(event(0, 41)))));
        assertEquals(token(0, 42), SessionToken.of("c", answer(new Page<>(List.of(event(0, 42), event(0, 3)), false))));
    }

    @Test
    void whatIsCoveredStaysCovered() {
        assertEquals(token(0, 40), SessionToken.of("c", answer(Optional.of(event(0, 7)))));
        assertEquals(token(0, 40), SessionToken.of("c", answer(Optional.empty())));
        assertEquals(token(0, 40), SessionToken.of("c", answer("what has no place")));
    }

    private static Answered<?> answer(Object value) {
        Coverage coverage = new Coverage(
                TierName.INDEX,
                "index",
                Optional.empty(),
                "here",
                Optional.empty(),
                token(0, 40).positions(),
                OptionalLong.empty(),
                List.of());
        return new Answered<>(value, new Receipt(coverage, List.of(), Duration.ZERO));
    }

    private static FoundEvent event(int partition, long offset) {
        return new FoundEvent(Json.MAPPER.createObjectNode(), new LogPosition(TOPIC, partition, offset), Instant.EPOCH);
    }

    private static Token token(int partition, long offset) {
        SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
        positions.put(TOPIC, new TreeMap<>(Map.of(partition, offset)));
        return new Token("c", positions);
    }
}
