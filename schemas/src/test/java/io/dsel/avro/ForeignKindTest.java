package io.dsel.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import org.junit.jupiter.api.Test;

/** An object of an API group is not ours, even where its kind has the name of one of ours. */
class ForeignKindTest {
    private final EventCodec codec = new EventCodec(new MockSchemaRegistryClient());

    @Test
    void aDeploymentOfKubernetesTravelsOpen() {
        Event event = deployment("apps/v1", "{\"replicas\":1,\"template\":{\"spec\":{\"mode\":1.50}}}");
        Event read = codec.decode(codec.encode(event));
        assertEquals(event, read);
        assertEquals("1.50", read.state().at("/spec/template/spec/mode").toString());
    }

    @Test
    void oursIsHeldToItsSchema() {
        Event event = deployment("v1alpha1", "{\"replicas\":1}");
        assertThrows(InvalidEventException.class, () -> codec.encode(event));
    }

    private static Event deployment(String apiVersion, String spec) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"DeploymentAppliedEvent",
                 "meta":{"eventId":"e1","timestamp":"2026-01-15T10:30:00Z","userId":"u","correlationId":"c",
                         "executionId":"x","name":"web","appId":"default","region":"default","labels":{}},
                 "spec":{"deployment":{"apiVersion":"%s","kind":"Deployment","metadata":{"name":"web"},"spec":%s}}}
                """.formatted(apiVersion, spec)));
    }
}
