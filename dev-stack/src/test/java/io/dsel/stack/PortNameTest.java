package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortNameTest {

    private final List<PortName> all = Stream.of(
                    Stream.of(
                            PortName.SINK,
                            PortName.GATEWAY,
                            PortName.REGISTRY,
                            PortName.REGISTRY_MANAGEMENT,
                            PortName.BROKER,
                            PortName.CONTROLLER,
                            PortName.OPEN_SEARCH,
                            PortName.OPEN_SEARCH_TRANSPORT),
                    IntStream.rangeClosed(1, PortName.MOST_INGESTS).mapToObj(PortName::ingest),
                    IntStream.rangeClosed(1, PortName.MOST_STREAMS).mapToObj(PortName::streams))
            .flatMap(names -> names)
            .toList();

    @Test
    void noTwoPartsShareAnOffsetOrAUsualPort() {
        assertEquals(all.size(), all.stream().map(PortName::offset).distinct().count());
        assertEquals(all.size(), all.stream().map(PortName::usual).distinct().count());
    }

    @Test
    void allOffsetsLieInTheRoomAboveTheBase() {
        assertTrue(all.stream().allMatch(name -> name.offset() < PortName.ROOM));
    }
}
