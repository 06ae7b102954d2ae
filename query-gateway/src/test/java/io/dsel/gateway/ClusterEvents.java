package io.dsel.gateway;

import io.dsel.client.DselProducer;
import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.KindManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A cluster that was written in the first version of its kind and then in the second; the kind is that of the examples. */
final class ClusterEvents {
    static final String PATH = "/v1/objects/Cluster/versions/eu";
    static final String FIRST = "2026-01-15T10:00:00.000Z";

    private static final String SECOND = "2026-01-16T10:00:00.000Z";
    private static final Path MANIFEST = Path.of("..", "examples", "kinds", "cluster.yaml");

    private ClusterEvents() {}

    /** @return of all that was written */
    static Token write(DselProducer producer) {
        List<LogPosition> positions = new ArrayList<>();
        String clusterId = "";
        for (JsonNode event : List.of(
                event("kind-cluster", FIRST, KindManifest.KIND, KindManifest.APP_ID, "Cluster", "v1alpha1", manifest()),
                event(
                        "eu-1",
                        FIRST,
                        "Cluster",
                        "versions",
                        "eu",
                        "v1alpha1",
                        cluster("v1alpha1", "{\"region\":\"us-east-1\"}")),
                event(
                        "eu-2",
                        SECOND,
                        "Cluster",
                        "versions",
                        "eu",
                        "v1beta1",
                        cluster("v1beta1", "{\"regions\":[\"us-east-1\",\"us-west-2\"]}")))) {
            var published = producer.publish(EventJson.read(event)).join();
            clusterId = published.clusterId();
            positions.add(published.position());
        }
        return Token.of(clusterId, positions);
    }

    static JsonNode spec(String regions) {
        return Json.parse("{\"regions\":" + regions + "}");
    }

    private static String manifest() {
        try {
            return Json.write(Yaml.parse(Files.readAllBytes(MANIFEST)));
        } catch (IOException e) {
            throw new AssertionError(MANIFEST + " is not where it was", e);
        }
    }

    private static String cluster(String apiVersion, String spec) {
        return """
                {"apiVersion":"%s","kind":"Cluster",
                 "meta":{"name":"eu","appId":"versions","labels":{},"annotations":{}},"spec":%s}
                """.formatted(apiVersion, spec);
    }

    private static JsonNode event(
            String id, String time, String kind, String app, String name, String apiVersion, String object) {
        return Json.parse("""
                {"apiVersion":"%1$s","kind":"%2$sAppliedEvent",
                 "meta":{"eventId":"%3$s","timestamp":"%4$s","userId":"ada","correlationId":"c","executionId":"versions",
                         "name":"%5$s","appId":"%6$s","region":"test"},
                 "spec":{"%7$s":%8$s}}
                """.formatted(apiVersion, kind, id, time, name, app, kind.toLowerCase(Locale.ROOT), object));
    }
}
