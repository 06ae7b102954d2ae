package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.InvalidEventException;
import io.dsel.expression.ExpressionException;
import io.dsel.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An object of one version reads as one of another, and stays what it was. */
class ConversionTest {
    private final Kind cluster = Manifests.kind(Manifests.CLUSTER);

    @Test
    void aRegionBecomesRegions() {
        ObjectNode stored = Manifests.cluster("v1alpha1", "{\"region\":\"us-east-1\",\"nodes\":3}");
        String before = Json.write(stored);
        assertEquals(
                Manifests.cluster("v1beta1", "{\"nodes\":3,\"regions\":[\"us-east-1\"]}"),
                cluster.convert(stored, "v1beta1"));
        assertEquals(before, Json.write(stored));
    }

    @Test
    void conversionsAreChained() {
        ObjectNode stored = Manifests.cluster("v1alpha1", "{\"region\":\"us-east-1\"}");
        assertEquals(
                Manifests.cluster("v1", "{\"placement\":{\"regions\":[\"us-east-1\"],\"size\":1}}"),
                cluster.convert(stored, "v1"));
    }

    @Test
    void itsOwnVersionIsItself() {
        ObjectNode stored = Manifests.cluster("v1beta1", "{\"regions\":[]}");
        assertSame(stored, cluster.convert(stored, "v1beta1"));
    }

    @Test
    void whereNoConversionLeads() {
        ObjectNode stored = Manifests.cluster("v1beta1", "{\"regions\":[]}");
        assertThrows(UnknownVersionException.class, () -> cluster.convert(stored, "v1alpha1"));
        assertThrows(UnknownVersionException.class, () -> cluster.convert(stored, "v2"));
        assertThrows(UnknownVersionException.class, () -> cluster.convert(Manifests.cluster("v0", "{}"), "v1"));
    }

    @Test
    void anObjectThatCannotBeConvertedSaysWhichConversionFailed() {
        ExpressionException e = assertThrows(
                ExpressionException.class, () -> cluster.convert(Manifests.cluster("v1alpha1", "{}"), "v1"));
        assertTrue(e.getMessage().startsWith("the conversion of Cluster from v1alpha1 to v1beta1"), e.getMessage());
    }

    @Test
    void numbersThatAreOnlyPassedOnKeepTheirDigits() {
        ObjectNode stored = Manifests.cluster("v1beta1", "{\"regions\":[1.10,2e2,1],\"nodes\":0.50}");
        assertEquals(
                "{\"placement\":{\"regions\":[1.10,2E+2,1],\"size\":0.50}}",
                Json.write(cluster.convert(stored, "v1").path("spec")));
    }

    /** An object of a version reads the same in whatever event it is. */
    @Test
    void aConversionSeesTheObjectAlone() {
        for (String beside : new String[] {"meta.userId", "action"}) {
            Kind kind = Manifests.kind(Manifests.CLUSTER.replace("[object.spec.region]", "[" + beside + "]"));
            assertEquals(
                    "spec.conversions[0].spec",
                    assertThrows(InvalidEventException.class, kind::compiled).field());
        }
    }
}
