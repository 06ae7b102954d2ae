package io.dsel.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kind;
import io.dsel.kind.ManifestReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** An object that fits a schema reads as it would from the log; one that does not is refused with what does not. */
class TypedObjectsTest {
    private static final Kind CLUSTER = Kind.of(ManifestReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Cluster}
            spec:
              owner: platform
              apiVersions:
                - {name: v1beta1, schema: open}
                - name: v1
                  schema:
                    fields:
                      - {name: regions, type: {type: array, items: string}}
                      - {name: nodes, type: int, default: 3}
                      - {name: contact, type: ["null", string], default: null}
                  status: {fields: [{name: phase, type: string}]}
              conversions: [{from: v1beta1, to: v1, spec: object.spec}]
            """)));

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertEquals(
                cluster("{\"regions\":[\"a\"],\"nodes\":3}", ",\"labels\":{},\"annotations\":{}", ""),
                read(cluster("{\"regions\":[\"a\"]}", "", ""), "v1"));
    }

    @Test
    void whatHasNoSchemaIsItself() {
        ObjectNode any = cluster("{\"any\":1.10}", "", "");
        assertSame(any, read(any, "v1beta1"));
    }

    @Test
    void everythingThatDoesNotFitIsNamed() {
        ObjectNode wrong =
                cluster("{\"region\":\"a\",\"nodes\":3.5}", "", ",\"status\":{\"phase\":\"UP\",\"since\":\"noon\"}");
        assertEquals(
                List.of("cluster.spec.regions", "cluster.spec.nodes", "cluster.spec.region", "cluster.status.since"),
                assertThrows(InvalidEventException.class, () -> read(wrong, "v1")).violations().stream()
                        .map(Violation::field)
                        .toList());
    }

    private static ObjectNode read(ObjectNode object, String apiVersion) {
        return TypedObjects.read(object, apiVersion, CLUSTER, new EventKind("Cluster", "Applied"));
    }

    private static ObjectNode cluster(String spec, String meta, String more) {
        return Json.parseObject("""
                {"apiVersion":"v1","kind":"Cluster","meta":{"name":"eu","appId":"shop"%s},"spec":%s%s}
                """.formatted(meta, spec, more));
    }
}
