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
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
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

    @Test
    void aRegionReadsAsRegions() {
        ObjectNode stored = event("Cluster", "v1alpha1", "{\"region\":\"us-east-1\"}");
        String before = Json.write(stored);
        VersionedEvent converted = read("v1beta1", stored);
        assertEquals(event("Cluster", "v1beta1", "{\"regions\":[\"us-east-1\"]}"), converted.event());
        assertEquals(Optional.of("v1alpha1"), converted.convertedFrom());
        assertEquals(
                event("Cluster", "v1", "{\"placement\":{\"regions\":[\"us-east-1\"]}}"),
                read("v1", stored).event());
        assertEquals(before, Json.write(stored));
        assertSame(stored, read("v1alpha1", stored).event());
        assertSame(stored, VersionReader.asStored().read(stored).event());
    }

    @Test
    void aVersionOrKindThatIsNotDeclaredIsABadParameter() {
        ObjectNode stored = event("Cluster", "v1alpha1", "{\"region\":\"us-east-1\"}");
        assertTrue(assertThrows(BadParameterException.class, () -> read("v2", stored))
                .getMessage()
                .contains("[v1alpha1, v1beta1, v1]"));
        assertThrows(BadParameterException.class, () -> read("v1", event("Thing", "v1alpha1", "{}")));
    }

    @Test
    void whatCannotBeConvertedSaysHowItWasWritten() {
        NotConvertibleException back = refused("v1alpha1", event("Cluster", "v1", "{}"));
        assertEquals("v1", back.stored());
        NotConvertibleException broken = refused("v1beta1", event("Cluster", "v1alpha1", "{}"));
        assertTrue(broken.getMessage().startsWith("the conversion of Cluster from v1alpha1"), broken.getMessage());
        assertEquals("e1", broken.eventId());
    }

    /** Else it would be called a version that nobody could have written it in. */
    @Test
    void whatAConversionMakesMustFitTheVersion() {
        NotConvertibleException misfit = refused("v1beta1", event("Cluster", "v1alpha1", "{\"region\":[1]}"));
        assertTrue(misfit.reason().contains("cluster.spec.regions[0]"), misfit.reason());
        ObjectNode withStatus = event("Cluster", "v1alpha1", "{\"region\":\"us-east-1\"}");
        ((ObjectNode) withStatus.at("/spec/cluster")).putObject("status").put("phase", "UP");
        assertTrue(refused("v1beta1", withStatus).reason().contains("status"));
    }

    /** As when its kind was not declared yet: the event's own shape was taken for v1alpha1. */
    @Test
    void theVersionOfAnObjectIsWhatItSaysItself() {
        ObjectNode stored = event("Cluster", "v1beta1", "{\"regions\":[]}").put("apiVersion", "v1alpha1");
        assertEquals(
                event("Cluster", "v1beta1", "{\"regions\":[]}"),
                read("v1beta1", stored).event());
        assertEquals("v1beta1", refused("v1alpha1", stored).stored());
    }

    @Test
    void anotherGroupsKindOfTheNameIsNotConverted() {
        NotConvertibleException foreign = refused("v1", event("Cluster", "infra.example.com/v1alpha1", "{}"));
        assertEquals("infra.example.com/v1alpha1", foreign.stored());
    }

    @Test
    void theConversionsOfOneAnswerHaveSoMuchTimeAndNoMore() {
        VersionReader late = VersionReader.of("v1beta1", KINDS, Duration.ZERO);
        ObjectNode newer = event("Cluster", "v1beta1", "{\"regions\":[]}");
        assertSame(newer, late.read(newer).event());
        NotConvertibleException e = assertThrows(
                NotConvertibleException.class,
                () -> late.read(event("Cluster", "v1alpha1", "{\"region\":\"us-east-1\"}")));
        assertTrue(e.reason().contains("timeoutMs"), e.reason());
    }

    private static VersionedEvent read(String apiVersion, ObjectNode event) {
        return VersionReader.of(apiVersion, KINDS, Duration.ofMinutes(1)).read(event);
    }

    private static NotConvertibleException refused(String apiVersion, ObjectNode event) {
        return assertThrows(NotConvertibleException.class, () -> read(apiVersion, event));
    }

    private static ObjectNode event(String kind, String version, String spec) {
        return Json.parseObject("""
                {"apiVersion":"%2$s","kind":"%1$sAppliedEvent","meta":{"eventId":"e1","name":"eu"},
                 "spec":{"%3$s":{"apiVersion":"%2$s","kind":"%1$s",
                                 "meta":{"name":"eu","appId":"shop","labels":{},"annotations":{}},"spec":%4$s}}}
                """.formatted(kind, version, kind.toLowerCase(Locale.ROOT), spec));
    }
}
