package io.dsel.e2e;

import static org.awaitility.Awaitility.await;

import io.dsel.client.DselProducer;
import io.dsel.event.EventJson;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A topic that is made while the one who leads a group of readers is away is read once that one is back. */
class NewTopicIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.SINK)
            .streams(1)
            .build();

    private final Http http = new Http();

    @Test
    void theFirstEventOfAKindIsIndexedThoughTheSinkDiesJustThen() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            publish(producer, "Known");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> isIndexed("Known"));

            stack.pause(Part.SINK); // so that it hears nothing of the topic before it dies
            publish(producer, "Unheard");
            stack.kill(Part.SINK);
            stack.start(Part.SINK);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> isIndexed("Unheard"));
        }
    }

    @Test
    void theFirstEventOfAKindIsReadThoughTheStreamsDieJustThen() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            publish(producer, "Familiar");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> isRead("Familiar"));

            stack.pause(Part.streams(1));
            publish(producer, "Strange");
            stack.kill(Part.streams(1));
            stack.start(Part.streams(1));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> isRead("Strange"));
        }
    }

    private static void publish(DselProducer producer, String kind) {
        producer.publish(EventJson.read(
                        Yaml.parse("""
                        apiVersion: v1alpha1
                        kind: %1$sAppliedEvent
                        meta: {eventId: first-%1$s, timestamp: '2026-01-15T10:00:00Z', userId: ann, correlationId: c,
                               executionId: x, name: a, appId: shop, region: local}
                        spec:
                          %2$s: {apiVersion: v1alpha1, kind: %1$s, meta: {name: a, appId: shop}, spec: {}}
                        """.formatted(kind, Character.toLowerCase(kind.charAt(0)) + kind.substring(1)))))
                .join();
    }

    private boolean isRead(String kind) throws IOException, InterruptedException {
        return http.get(stack.url(Part.streams(1)) + "/v1/objects/" + kind + "/shop/a")
                        .status()
                == 200;
    }

    private boolean isIndexed(String kind) throws IOException, InterruptedException {
        return http.get(stack.openSearchUrl() + "/dsel-events/_count?q=objectKind:" + kind)
                        .ok()
                        .path("count")
                        .intValue()
                == 1;
    }
}
