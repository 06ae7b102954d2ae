package io.dsel.e2e;

import static org.awaitility.Awaitility.await;

import io.dsel.client.DselProducer;
import io.dsel.event.EventJson;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Declares aggregates. */
final class Manifests {
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private Manifests() {}

    /** @param spec of the manifest, as YAML in one line, without an owner */
    static void declare(DselProducer producer, String name, String spec) {
        producer.publish(EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: AggregateAppliedEvent
                meta: {eventId: declare-%1$s, timestamp: '2026-01-15T09:00:00Z', userId: ann, correlationId: c,
                       executionId: declare, name: %1$s, appId: dsel, region: local}
                spec:
                  aggregate:
                    apiVersion: v1alpha1
                    kind: Aggregate
                    meta: {name: %1$s, appId: dsel}
                    spec: {owner: platform, %2$s}
                """.formatted(name, spec)))).join();
    }

    /** Waits until the streams have built them all. */
    static void awaitBuilt(DevStackExtension stack, Collection<String> names) {
        Http http = new Http();
        await().atMost(PATIENCE).until(() -> {
            JsonNode answer =
                    http.get(stack.url(Part.streams(1)) + "/v1/aggregates").ok();
            Set<String> built = answer.path("items")
                    .valueStream()
                    .filter(item -> item.path("state").asString("").equals("BUILT"))
                    .map(item -> item.path("aggregate").stringValue())
                    .collect(Collectors.toSet());
            return built.containsAll(names);
        });
    }
}
