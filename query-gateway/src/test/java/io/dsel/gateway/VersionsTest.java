package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.kind.ManifestReader;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An older event reads as of the version that is asked for; the event itself stays what it is. */
class VersionsTest {
    private static final Kinds KINDS = Kinds.BUILT_IN.with(Kind.of(ManifestReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Cluster}
            spec:
              owner: platform
              apiVersions:
                - name: v1alpha1
                  schema: {fields: [{name: region, type: string}]}
                - name: v1beta1
                  schema: {fields: [{name: regions, type: {type: array, items: string}}]}
                - {name: v1, schema: open}
              conversions:
                - {from: v1alpha1, to: v1beta1, spec: "{'regions': [object.spec.region]}"}
                - {from: v1beta1, to: v1, spec: "{'placement': object.spec}"}
            """))));

    private final Versions versions = new Versions(() -> KINDS);

    @Test
    void aRegionReadsAsRegions() {
        ObjectNode stored = event("Cluster", "v1alpha1", "{\"region\":\"us-east-1\"}");
        String before = Json.write(stored);
        assertEquals(event("Cluster", "v1beta1", "{\"regions\":[\"us-east-1\"]}"), versions.of("v1beta1", stored));
        assertEquals(
                event("Cluster", "v1", "{\"placement\":{\"regions\":[\"us-east-1\"]}}"), versions.of("v1", stored));
        assertEquals(before, Json.write(stored));
        assertSame(stored, versions.of("v1alpha1", stored));
    }

    @Test
    void aVersionOrKindThatIsNotDeclaredIsABadParameter() {
        ObjectNode stored = event("Cluster", "v1alpha1", "{\"region\":\"us-east-1\"}");
        assertTrue(assertThrows(BadParameterException.class, () -> versions.of("v2", stored))
                .getMessage()
                .contains("[v1alpha1, v1beta1, v1]"));
        assertThrows(BadParameterException.class, () -> versions.of("v1", event("Thing", "v1alpha1", "{}")));
    }

    @Test
    void whatCannotBeConvertedSaysHowItWasWritten() {
        NotConvertibleException back = assertThrows(
                NotConvertibleException.class, () -> versions.of("v1alpha1", event("Cluster", "v1", "{}")));
        assertEquals("v1", back.stored());
        NotConvertibleException broken = assertThrows(
                NotConvertibleException.class, () -> versions.of("v1beta1", event("Cluster", "v1alpha1", "{}")));
        assertTrue(broken.getMessage().startsWith("the conversion of Cluster from v1alpha1"), broken.getMessage());
    }

    private static ObjectNode event(String kind, String version, String spec) {
        return Json.parseObject("""
                {"apiVersion":"%2$s","kind":"%1$sAppliedEvent","meta":{"name":"eu"},
                 "spec":{"%3$s":{"apiVersion":"%2$s","kind":"%1$s","meta":{"name":"eu"},"spec":%4$s}}}
                """.formatted(kind, version, kind.toLowerCase(Locale.ROOT), spec));
    }
}
