package io.dsel.bench.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.bench.BenchStack;
import io.dsel.bench.SampleLog;
import io.dsel.bench.StreamsLag;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Ingest and streams over a log, with one aggregate beside those that come along. */
final class RebuildStack implements AutoCloseable {
    private static final String LIVE = "AppRolloutsAggregate";
    private static final int APPS = 20; // of the sample
    private static final long POLL_MILLIS = 50;
    private static final long PATIENCE_SECONDS = 300;

    private static final String MANIFEST = """
            apiVersion: v1alpha1
            kind: AggregateAppliedEvent
            meta: {eventId: declare, timestamp: '2026-01-14T00:00:00Z', userId: bench, correlationId: bench,
                   executionId: bench, name: AppRolloutsAggregate, appId: dsel, region: local}
            spec:
              aggregate:
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: AppRolloutsAggregate, appId: dsel}
                spec:
                  owner: bench
                  sources: [{kinds: ["Deployment*Event"]}]
                  group: {app: meta.appId, key: meta.appId}
                  measures:
                    - {name: actions, count: {by: action}}
                    - {name: users, distinct: {value: meta.userId, limit: 50}}
            """;

    private final BenchStack parts;

    private RebuildStack(BenchStack parts) {
        this.parts = parts;
    }

    /**
     * Returns when the log holds so many events and the streams have taken them in.
     *
     * @param buildRate events of the log that a build takes in a second
     */
    static RebuildStack start(int events, int buildRate) throws IOException, InterruptedException, ExecutionException {
        BenchStack parts = BenchStack.start(StackOptions.none()
                .with(Part.BROKER)
                .with(Part.REGISTRY)
                .with(Part.INGEST)
                .withStreams(1)
                .withEnvironment(Part.streams(1), "DSEL_BUILD_RATE", Integer.toString(buildRate)));
        RebuildStack stack = new RebuildStack(parts);
        try {
            SampleLog.publish(parts, List.of(EventJson.read(Yaml.parse(MANIFEST))), event -> event);
            stack.await("the aggregate", () -> stack.states().containsKey(LIVE));
            SampleLog.fill(parts, events, event -> "");
            stack.settle();
            return stack;
        } catch (Exception | Error e) {
            parts.close();
            throw e;
        }
    }

    URI ingest() {
        return URI.create(parts.url(Part.INGEST));
    }

    URI streams() {
        return URI.create(parts.url(Part.streams(1)));
    }

    /** Returns when a version of the aggregate is being built. */
    void rebuild() throws IOException, InterruptedException {
        step("rebuild");
        await("the build to begin", this::isBuilding);
    }

    boolean isBuilding() throws IOException {
        return states().containsValue("BUILDING");
    }

    /** Returns when all is built and taken in, and no version is left but the live one, of which the other said the same. */
    void compareAndDrop() throws IOException, InterruptedException, ExecutionException {
        await("the build", () -> states().values().stream().allMatch("BUILT"::equals));
        settle();
        String other = states().keySet().stream()
                .filter(name -> name.startsWith("AppRolloutsV"))
                .findFirst()
                .orElseThrow();
        if (!measures(other).equals(measures(LIVE))) {
            throw new AssertionError(other + " does not say what " + LIVE + " says");
        }
        step("drop");
        await("the version to go", () -> !states().containsKey(other));
    }

    /** The address of what a group says, of any of them. */
    static String group(int number) {
        return group(LIVE, number);
    }

    @Override
    public void close() {
        parts.close();
    }

    /** Returns when the streams have taken in all that was written. */
    void settle() throws IOException, InterruptedException, ExecutionException {
        StreamsLag.awaitNone(parts);
    }

    private Map<String, JsonNode> measures(String aggregate) throws IOException {
        Map<String, JsonNode> measures = new TreeMap<>();
        for (int app = 0; app < APPS; app++) {
            measures.put("app-" + app, get(group(aggregate, app)).at("/event/spec/measures"));
        }
        return measures;
    }

    private static String group(String aggregate, int number) {
        String app = "app-" + number % APPS;
        return "/v1/objects/" + aggregate + "/" + app + "/" + app;
    }

    /** By the names of aggregates and their versions. */
    private Map<String, String> states() throws IOException {
        Map<String, String> states = new TreeMap<>();
        for (JsonNode item : get("/v1/aggregates").path("items")) {
            states.put(item.path("aggregate").stringValue(), item.path("state").stringValue());
        }
        return states;
    }

    private JsonNode get(String target) throws IOException {
        try (HttpConnection connection = new HttpConnection(streams())) {
            return Json.parse(connection.get(target));
        }
    }

    private void step(String step) throws IOException {
        try (HttpConnection connection = new HttpConnection(ingest())) {
            connection.post("/v1/aggregates/" + LIVE + "/" + step, "", "{}".getBytes(UTF_8));
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws InterruptedException {
        long since = System.nanoTime();
        while (!isTrue(condition)) {
            if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError("waited in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static boolean isTrue(Condition condition) {
        try {
            return condition.holds();
        } catch (IOException | AssertionError e) {
            return false; // not there yet
        }
    }
}
