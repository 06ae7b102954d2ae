package io.dsel.cli.git;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The events of a walk, in a temporary file: how many they are and of which kinds must be known before the first is
 * sent, and a history's states do not fit into memory.
 */
final class EventSpool implements AutoCloseable {

    private final Path file;
    private final DataOutputStream out;
    private final SortedSet<String> kinds = new TreeSet<>();
    private final EventCounts counts = new EventCounts();
    private int size;

    EventSpool() throws IOException {
        file = Files.createTempFile("dsel-import-", ".events");
        file.toFile().deleteOnExit();
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    void add(Event event) throws IOException {
        byte[] json = Json.writeBytes(EventJson.write(event));
        out.writeUTF(event.meta().eventId());
        out.writeUTF(event.entity().text());
        out.writeInt(json.length);
        out.write(json);
        kinds.add(event.kind().name());
        counts.add(event);
        size++;
    }

    int size() {
        return size;
    }

    EventCounts counts() {
        return counts;
    }

    /** The names of the events' kinds. */
    SortedSet<String> kinds() {
        return kinds;
    }

    /** Reads what was added so far, from the first event on. */
    Reader reader() throws IOException {
        out.flush();
        return new Reader();
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(file);
    }

    /** One pass over the events. */
    final class Reader implements AutoCloseable {

        private final DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        private int left = size;
        private SpooledEvent next;

        private Reader() throws IOException {
            advance();
        }

        /**
         * The next events, as many as fit.
         *
         * @param maxBytes of all of them; one that is larger comes alone
         * @return empty at the end
         */
        List<SpooledEvent> next(int maxEvents, int maxBytes) throws IOException {
            List<SpooledEvent> chunk = new ArrayList<>();
            long bytes = 0;
            while (next != null
                    && chunk.size() < maxEvents
                    && (chunk.isEmpty() || bytes + next.json().length <= maxBytes)) {
                bytes += next.json().length;
                chunk.add(next);
                advance();
            }
            return chunk;
        }

        private void advance() throws IOException {
            next = left-- > 0 ? new SpooledEvent(in.readUTF(), in.readUTF(), in.readNBytes(in.readInt())) : null;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
