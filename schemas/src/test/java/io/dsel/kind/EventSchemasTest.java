package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.events.v1alpha1.DomainEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The schemas of events follow from the manifest. */
class EventSchemasTest {

    @Test
    void theManifestsThatComeAlongAgreeWithTheGeneratedClasses() {
        Map<String, Schema> generated = DomainEvents.PROTOCOL.getTypes().stream()
                .filter(type -> type.getName().endsWith("Event"))
                .collect(Collectors.toMap(Schema::getFullName, Function.identity()));
        Map<String, Schema> composed =
                Kinds.BUILT_IN.schemas().stream().collect(Collectors.toMap(Schema::getFullName, Function.identity()));
        assertEquals(generated.keySet(), composed.keySet());
        generated.forEach((name, schema) -> assertEquals(schema, composed.get(name), name));
    }

    @Test
    void aVersionIsTheLastPartOfTheNamespace() {
        Kind cluster = Manifests.kind(Manifests.CLUSTER);
        assertEquals(
                List.of("io.dsel.events.v1alpha1.ClusterAppliedEvent", "io.dsel.events.v1beta1.ClusterAppliedEvent"),
                cluster.schemas().stream()
                        .map(Schema::getFullName)
                        .filter(name -> name.endsWith("AppliedEvent"))
                        .sorted()
                        .toList());
        assertEquals(Optional.empty(), cluster.schema("v1", "Applied"));
    }

    @Test
    void whatIsNoSchemaIsNamedByItsPath() {
        assertWrong(
                "spec.apiVersions[0].schema.fields[0].type",
                "{name: region, type: string}",
                "{name: region, type: strang}");
        assertWrong(
                "spec.apiVersions[0].schema.fields[0].type",
                "{name: region, type: string}",
                "{name: region, type: bytes}");
        assertWrong("spec.apiVersions[0].schema.fields[1].name", "{name: nodes,", "{name: region,");
        assertWrong("spec.apiVersions[0].schema.fields[1].name", "{name: nodes,", "{name: 7up,");
        assertWrong(
                "spec.apiVersions[0].schema.fields[0].type.name",
                "{name: region, type: string}",
                "{name: region, type: {type: record, name: Meta, fields: []}}");
        assertWrong("spec.apiVersions[0].schema", "default: null}", "default: maybe}");
    }

    private static void assertWrong(String field, String good, String bad) {
        InvalidEventException e = assertThrows(
                InvalidEventException.class,
                () -> Manifests.kind(Manifests.CLUSTER.replaceFirst(Pattern.quote(good), bad)));
        assertEquals(
                List.of(field), e.violations().stream().map(Violation::field).toList(), e.getMessage());
    }
}
