package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.LogPosition;
import io.dsel.ingest.writer.Result.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What travels between instances arrives as it was. */
class WireTest {
    private static final HeadView HEAD =
            new HeadView("id-é\"", 1_700_000_000_123L, true, new LogPosition(SampleEvents.TOPIC, 3, 1L << 40));

    @Test
    void unitsArriveAsTheyWere() {
        List<Unit.Write> writes = new ArrayList<>();
        int i = 0;
        for (Condition condition :
                List.of(Condition.ANY, Condition.ABSENT, Condition.PRESENT, new Condition.BuildsOn("some \"id\""))) {
            EncodedEvent event = i % 2 == 0
                    ? SampleEvents.timed("Widget/a/%C3%A9", "id-" + i, i, "body\u0000é")
                    : SampleEvents.untimed("e", "id-" + i, 1_700_000_000_000L + i, "");
            writes.add(new Unit.Write(event, condition));
            i++;
        }
        Unit.Look byId = new Unit.Look("e", Optional.of("some \"id\""));
        List<Unit> read = Wire.readUnits(Wire.writeUnits(List.of(new Unit.Writes(writes), byId, new Unit.Look("e"))));
        assertEquals(List.of(byId, new Unit.Look("e")), read.subList(1, 3));
        List<Unit.Write> arrived = ((Unit.Writes) read.getFirst()).writes();
        for (int w = 0; w < writes.size(); w++) {
            EncodedEvent sent = writes.get(w).event();
            EncodedEvent got = arrived.get(w).event();
            assertEquals(writes.get(w).condition(), arrived.get(w).condition());
            assertArrayEquals(sent.value(), got.value());
            assertEquals(sent.order(), got.order());
            assertEquals(sent.fingerprint(), got.fingerprint());
            assertEquals(sent.timeGiven(), got.timeGiven());
            assertEquals(sent.headers(), got.headers());
            assertEquals(sent.topic() + sent.entity(), got.topic() + got.entity());
        }
    }

    @Test
    void resultsArriveAsTheyWere() {
        List<Result> results = List.of(
                new Result.Stored(List.of(
                        new Result.Item(HEAD.position(), 5, true),
                        new Result.Item(new LogPosition("t", 0, 0), 1_700_000_000_000L, false))),
                new Result.Refused(2, Reason.CONDITION_FAILED, Optional.of(HEAD)),
                new Result.Refused(0, Reason.TOO_LARGE, Optional.empty()),
                new Result.Seen(Optional.of(HEAD)),
                new Result.Seen(Optional.empty()));
        assertEquals(results, Wire.readResults(Wire.writeResults(results)));
    }

    @Test
    void whatNoInstanceSendsIsRefused() {
        String event = new String(
                Wire.writeUnits(List.of(new Unit.Writes(
                        List.of(new Unit.Write(SampleEvents.timed("Widget/a/w", "id", 1, "body"), Condition.ANY))))),
                StandardCharsets.UTF_8);
        for (String body : List.of(
                "",
                "{}",
                "[null]",
                "[{}]",
                "[{\"writes\":[{}]}]",
                event.replace(SampleEvents.TOPIC, "dsel.control.writer-heads"),
                event.replace(SampleEvents.TOPIC, "__consumer_offsets"),
                event.replaceFirst("\"value\":\"[^\"]*\"", "\"value\":\"AAAA\""))) {
            assertThrows(
                    IllegalArgumentException.class, () -> Wire.readUnits(body.getBytes(StandardCharsets.UTF_8)), body);
        }
    }
}
