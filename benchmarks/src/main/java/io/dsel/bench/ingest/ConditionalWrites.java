package io.dsel.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.avro.EventCodec;
import io.dsel.bench.Ratio;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.bench.yardstick.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes that say on which event they build, by many clients with objects of their own, each acknowledged before the client's
 * next: against an event store on PostgreSQL that appends where the version is the expected one, a transaction each.
 */
public final class ConditionalWrites implements Ratio {
    private static final int CLIENTS = 64;
    private static final int OBJECTS_EACH = 50;
    private static final String NOTE = "n".repeat(500);

    @Override
    public String name() {
        return "conditional-writes";
    }

    @Override
    public String meaning() {
        return "acknowledged conditional writes / an event store on PostgreSQL";
    }

    @Override
    public double goal() {
        return 5;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 12_800 : 64_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        IngestStack stack = IngestStack.start();
        try {
            return new Writes(
                    stack, new VersionedStore(Postgres.start(stack.parts().folder("postgres"))), events);
        } catch (Exception | Error e) {
            stack.close();
            throw e;
        }
    }

    private static final class Writes implements Contest {
        private final IngestStack stack;
        private final VersionedStore store;
        private final int each;
        private int ours;
        private int theirs;

        Writes(IngestStack stack, VersionedStore store, int events) {
            this.stack = stack;
            this.store = store;
            this.each = Math.max(1, events / CLIENTS);
        }

        @Override
        public double ours() throws Exception {
            int first = ours;
            ours += each;
            return CLIENTS
                    * each
                    / Requests.secondsOf(CLIENTS, client -> {
                        try (HttpConnection connection = new HttpConnection(stack.url())) {
                            for (int write = first; write < first + each; write++) {
                                connection.post("/v1/events", condition(client, write), body(client, write));
                            }
                        }
                    });
        }

        @Override
        public double yardstick() throws Exception {
            int first = theirs;
            theirs += each;
            return CLIENTS
                    * each
                    / Requests.secondsOf(CLIENTS, client -> {
                        try (VersionedStore.Session session = store.open()) {
                            for (int write = first; write < first + each; write++) {
                                session.append(
                                        name(client, write),
                                        write / OBJECTS_EACH,
                                        id(client, write),
                                        body(client, write));
                            }
                        }
                    });
        }

        /** Every object has the same events in the same order. */
        @Override
        public void requireEqualOutputs() throws Exception {
            Map<String, List<String>> written = new TreeMap<>();
            LogContents.of(stack.parts().bootstrapServers(), List.of("dsel.events.DeploymentStatusChangedEvent"))
                    .forEach(record -> written.computeIfAbsent(
                                    record.key().substring(record.key().lastIndexOf('/') + 1), key -> new ArrayList<>())
                            .add(EventCodec.order(record.value()).eventId()));
            Map<String, List<String>> wanted = store.ids();
            if (!written.equals(wanted)) {
                throw new AssertionError("the log and PostgreSQL have other events: of " + written.size() + " and "
                        + wanted.size() + " objects");
            }
        }

        @Override
        public void close() throws Exception {
            try (stack) {
                store.close();
            }
        }

        private static String condition(int client, int write) {
            return write < OBJECTS_EACH
                    ? "If-None-Match: *\r\n"
                    : "If-Match: \"" + id(client, write - OBJECTS_EACH) + "\"\r\n";
        }

        private static String name(int client, int write) {
            return "object-" + client + "-" + write % OBJECTS_EACH;
        }

        private static String id(int client, int write) {
            return "write-" + client + "-" + write;
        }

        private static byte[] body(int client, int write) {
            String name = name(client, write);
            return """
                    {"kind": "DeploymentStatusChangedEvent",
                     "meta": {"eventId": "%s", "name": "%s", "appId": "app", "userId": "u"},
                     "spec": {"deployment": {"meta": {"name": "%s", "appId": "app"},
                       "spec": {"artifact": {"name": "image", "version": "1"}, "environment": "production",
                                "parameters": {"note": "%s"}},
                       "status": {"phase": "Running"}}}}""".formatted(id(client, write), name, name, NOTE).getBytes(UTF_8);
        }
    }
}
