package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.gateway.ServedRoutes.Answer;
import io.dsel.gateway.read.TierName;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.kind.ManifestReader;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One version is asked for, and every read shows the object as if all of it had been written so. */
class VersionedReadsTest {
    private static final String THING = "/v1/objects/Thing/shop/x";
    private static final Kinds KINDS = Kinds.BUILT_IN.with(Kind.of(ManifestReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Thing}
            spec:
              owner: platform
              apiVersions:
                - name: v1alpha1
                  schema: {fields: [{name: region, type: string}, {name: nodes, type: int, default: 1}]}
                - name: v1beta1
                  schema:
                    fields:
                      - {name: regions, type: {type: array, items: string}}
                      - {name: nodes, type: int, default: 1}
                      - {name: tier, type: string, default: none}
              conversions:
                - from: v1alpha1
                  to: v1beta1
                  spec: "object.spec.without(['region']).with({'regions': [object.spec.region]})"
            """))));

    private ServedRoutes served;

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void aHistoryIsConvertedEventByEvent() {
        serve(things());
        JsonNode items = get("/history?full=true&order=asc&apiVersion=v1beta1").path("items");
        assertEquals(
                Json.parse("{\"regions\":[\"eu\"],\"nodes\":1,\"tier\":\"none\"}"),
                items.at("/0/event/spec/thing/spec"));
        assertEquals("v1beta1", items.at("/0/event/apiVersion").asString());
        assertEquals("v1beta1", items.at("/0/event/spec/thing/apiVersion").asString());
        assertEquals("v1alpha1", items.at("/0/convertedFrom").asString());
        assertFalse(items.get(1).has("convertedFrom"), "what is of that version is as it is");
        assertEquals(Json.parse("[\"eu\"]"), items.at("/1/event/spec/thing/spec/regions"));
    }

    @Test
    void anEventThatCannotBeConvertedStaysInItsPlaceAsItWasWritten() {
        serve(things().addVersioned("Applied", "v1alpha1", "{'nodes':2}")
                .addVersioned("Applied", "v1beta1", "{'regions':[]}"));
        JsonNode items = get("/history?full=true&order=asc&apiVersion=v1beta1").path("items");
        assertEquals(4, items.size());
        String reason = items.at("/2/notConvertible").asString("");
        assertTrue(reason.startsWith("the conversion of Thing from v1alpha1 to v1beta1"), reason);
        assertEquals("v1alpha1", items.at("/2/event/apiVersion").asString());
        assertEquals(Json.parse("{\"nodes\":2}"), items.at("/2/event/spec/thing/spec"));
        assertEquals(
                List.of("e0", "e1", "e3"),
                items.valueStream()
                        .filter(item -> !item.has("notConvertible"))
                        .map(item -> item.path("eventId").asString())
                        .toList());
        JsonNode older = get("/history?full=true&order=asc&apiVersion=v1alpha1").path("items");
        assertTrue(older.at("/1/notConvertible").asString("").contains("no conversion of Thing leads from v1beta1"));
    }

    @Test
    void aDiffAcrossVersionsIsOfWhatReallyChanged() {
        serve(things());
        JsonNode diff = get("/diff?apiVersion=v1beta1");
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"spec.nodes\",\"from\":1,\"to\":4}]", Json.write(diff.path("changes")));
        assertEquals("v1alpha1", diff.at("/from/convertedFrom").asString());
        assertFalse(diff.path("to").has("convertedFrom"));
        assertTrue(get("/diff").path("changes").size() > 3, "as they were written, the whole shape changed");
    }

    @Test
    void aFieldIsBlamedOnTheEventThatGaveItItsValueInWhateverVersion() {
        serve(things());
        JsonNode blame = get("/blame?full=true&apiVersion=v1beta1");
        assertEquals("e0", blamed(blame, "spec.regions[0]"));
        assertEquals("e1", blamed(blame, "spec.nodes"));
        assertFalse(blame.has("convertedFrom"));
        JsonNode before = get("/blame?asOf=2026-01-15T10:00:00Z&full=true&apiVersion=v1beta1");
        assertEquals("v1alpha1", before.path("convertedFrom").asString());
        assertEquals("v1beta1", before.at("/event/apiVersion").asString());
    }

    @Test
    void whenAFieldFirstHadAValueIsAskedAsOfAVersion() {
        serve(things());
        Answer when = served.get(THING + "/when?path=spec.regions%5B0%5D&is=eu&apiVersion=v1beta1");
        assertEquals("e0", when.body().at("/event/meta/eventId").asString());
        assertEquals("v1alpha1", when.header("Dsel-Converted-From"));
        Answer asWritten = served.get(THING + "/when?path=spec.regions%5B0%5D&is=eu");
        assertEquals("e1", asWritten.body().at("/event/meta/eventId").asString());
    }

    /** Who set a field is not known if what was set is not. */
    @Test
    void whatComparesSaysWhichEventCannotBeConverted() {
        serve(new ListedEvents(TierName.STORE)
                .addVersioned("Applied", "v1alpha1", "{}")
                .addVersioned("Applied", "v1beta1", "{'regions':[]}"));
        for (String read : List.of("/diff?", "/blame?", "/when?path=spec.nodes&is=1&", "?asOf=2026-01-15T10:00:00Z&")) {
            Answer answer = served.get(THING + read + "apiVersion=v1beta1");
            assertEquals(422, answer.status(), read);
            assertEquals("e0", answer.body().path("eventId").asString(), read);
            assertEquals("store", answer.header("Dsel-Tier"), read);
        }
    }

    @Test
    void aDeletionLeavesNothingToConvert() {
        serve(things().addVersioned("Deleted", "v1alpha1", "{}"));
        assertEquals(
                "remove", get("/diff?apiVersion=v1beta1").at("/changes/0/op").asString());
        Answer blame = served.get(THING + "/blame?apiVersion=v1beta1");
        assertEquals(404, blame.status());
        assertTrue(blame.body().path("type").asString().endsWith("/deleted"));
    }

    @Test
    void whatIsWrongIsNamed() {
        serve(things());
        for (String wrong : List.of(
                "/history?apiVersion=v1beta1",
                "/history?full=true&apiVersion=v7",
                "/diff?apiVersion=v7",
                "/blame?apiVersion=v7",
                "/when?path=a&is=1&apiVersion=v7")) {
            Answer answer = served.get(THING + wrong);
            assertEquals(400, answer.status(), wrong);
            assertEquals("apiVersion", answer.body().path("parameter").asString(), wrong);
        }
    }

    private void serve(ListedEvents events) {
        served = new ServedRoutes(KINDS, List.of(events));
    }

    /** In both, the region is the same and the number of nodes is not. */
    private static ListedEvents things() {
        return new ListedEvents(TierName.STORE)
                .addVersioned("Applied", "v1alpha1", "{'region':'eu','nodes':1}")
                .addVersioned("Applied", "v1beta1", "{'regions':['eu'],'nodes':4,'tier':'none'}");
    }

    private JsonNode get(String read) {
        Answer answer = served.get(THING + read);
        assertEquals(200, answer.status(), read + " " + answer.body());
        return answer.body();
    }

    private static String blamed(JsonNode blame, String path) {
        return blame.path("fields")
                .valueStream()
                .filter(field -> field.path("path").asString().equals(path))
                .findFirst()
                .orElseThrow()
                .path("eventId")
                .asString();
    }
}
