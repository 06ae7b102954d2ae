package io.dsel.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.kind.ManifestReader;
import org.junit.jupiter.api.Test;

/** Events of a kind that came as data travel like those that came with DSEL, and are read by who never heard of it. */
class DeclaredKindTest {
    private static final Kinds KINDS = Kinds.BUILT_IN.with(Kind.of(ManifestReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Approval}
            spec:
              owner: release-managers
              apiVersions:
                - name: v1alpha1
                  schema: {fields: [{name: subject, type: string}]}
                - name: v1beta1
                  schema: {fields: [{name: subjects, type: {type: array, items: string}}]}
              conversions: [{from: v1alpha1, to: v1beta1, spec: "{'subjects': [object.spec.subject]}"}]
              actions: [{outcome: {name: Granted}}]
            """))));

    private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
    private final EventCodec writer = new EventCodec(registry, () -> KINDS);
    private final EventCodec reader = new EventCodec(registry);

    @Test
    void aReaderNeedsNoManifest() {
        Event event = granted("v1alpha1", "{\"subject\":\"web\"}");
        assertEquals(event, reader.decode(writer.encode(event)));
    }

    @Test
    void versionsHaveSchemasOfTheirOwn() {
        Event event = granted("v1beta1", "{\"subjects\":[\"web\"]}");
        assertEquals(event, reader.decode(writer.encode(event)));
        Event old = granted("v1beta1", "{\"subject\":\"web\"}");
        assertEquals(
                "spec.approval.spec.subjects",
                assertThrows(InvalidEventException.class, () -> writer.encode(old))
                        .field());
    }

    private static Event granted(String apiVersion, String spec) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"%1$s","kind":"ApprovalGrantedEvent",
                 "meta":{"eventId":"e1","timestamp":"2026-01-15T10:30:00Z","userId":"u","correlationId":"c",
                         "executionId":"x","name":"a","appId":"shop","region":"default","labels":{}},
                 "spec":{"approval":{"apiVersion":"%1$s","kind":"Approval",
                                     "meta":{"name":"a","appId":"shop","labels":{},"annotations":{}},"spec":%2$s},
                         "metadata":{}}}
                """.formatted(apiVersion, spec)));
    }
}
