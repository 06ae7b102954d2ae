package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBytesTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 63, 64, 1_700_000_000_000L, 9_214_646_399_999L})
    void anotherTimeChangesNothingElse(long time) {
        String id = "x".repeat(100);
        byte[] moved = EventBytes.at(SampleEvents.value(id, 1_000, "the rest"), time);
        assertArrayEquals(SampleEvents.value(id, time, "the rest"), moved);
        assertEquals(SampleEvents.order(id, time), EventCodec.order(moved));
    }

    @Test
    void whatAnEventSaysBesidesIdAndTimeIsItsFingerprint() {
        Fingerprint one = Fingerprint.of("t", SampleEvents.value("a", 1, "body"));
        assertEquals(one, Fingerprint.of("t", SampleEvents.value("bcd", 1_700_000_000_000L, "body")));
        assertNotEquals(one, Fingerprint.of("t", SampleEvents.value("a", 1, "Body")));
        assertNotEquals(one, Fingerprint.of("u", SampleEvents.value("a", 1, "body")));
    }

    @Test
    void aMovedEventSaysItsTimeInTheHeaderToo() {
        EncodedEvent moved = SampleEvents.untimed("e", "a", 5, "body").at(1_000);
        assertEquals("1970-01-01T00:00:01.000Z", moved.headers().get("ce_time"));
    }

    @Test
    void bytesThatAreNoEventAreToldApart() {
        assertThrows(UnreadableEventException.class, () -> Fingerprint.of("t", new byte[] {1, 2, 3}));
        assertThrows(UnreadableEventException.class, () -> Fingerprint.of("t", new byte[] {0, 0, 0, 0, 1, 80}));
    }
}
