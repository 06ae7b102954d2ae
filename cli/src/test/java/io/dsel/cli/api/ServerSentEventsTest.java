package io.dsel.cli.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.dsel.cli.api.ServerSentEvents.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSentEventsTest {
    private final ServerSentEvents events = new ServerSentEvents(null);

    @Test
    void anEventHasANameAndItsLines() {
        assertEquals(
                List.of(new Message("note", "a\nb: c"), new Message("message", "{}")),
                took(": hello", "event: note", "data: a", "data:b: c", "", "", "data: {}", ""));
    }

    @Test
    void anIdCountsOnceItsEventIsWhole() {
        assertNull(events.lastId());
        took("id: 1", "data: x");
        assertNull(events.lastId(), "the event may yet be cut off");
        took("");
        assertEquals("1", events.lastId());
        took("id: 2", "");
        assertEquals("2", events.lastId(), "a heartbeat tells the position without an event");
        took("data: y", "");
        assertEquals("2", events.lastId());
    }

    private List<Message> took(String... lines) {
        return List.of(lines).stream()
                .map(events::line)
                .flatMap(Optional::stream)
                .toList();
    }
}
