package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class IndexDocumentsTest {
    private static final String DOCUMENT = """
            _id: e1
            _index: dsel-events-v1-2026.01
            _source:
              eventId: e1
              kind: ArtifactAppliedEvent
              objectKind: Artifact
              action: Applied
              apiVersion: v1alpha1
              entity: Artifact/shop/vpc
              appId: shop
              name: vpc
              timestamp: '2026-01-15T10:30:00.000Z'
              userId: ann
              correlationId: r1
              executionId: run
              region: local
              deleted: false
              labels: []
              truncated: false
              logTime: '2026-01-15T10:30:01.000Z'
              position: {topic: dsel.events.ArtifactAppliedEvent, partition: 3, offset: 12}
              event:
                apiVersion: v1alpha1
                kind: ArtifactAppliedEvent
                meta: {eventId: e1, timestamp: '2026-01-15T10:30:00.000Z', userId: ann, correlationId: r1,
                       executionId: run, name: vpc, appId: shop, region: elsewhere, labels: {}}
                spec: {artifact: {kind: Artifact, spec: {version: 2.1.0}}}
            """;

    @Test
    void aDocumentThatAgreesWithItsEventIsSound() {
        Sighting sighting = IndexDocuments.event(document());
        assertTrue(sighting.sound());
        assertEquals("Artifact/shop/vpc", sighting.entity());
        assertEquals("e1", sighting.order().eventId());
        assertEquals(
                "dsel.events.ArtifactAppliedEvent/3/12", sighting.position().toString());
    }

    @Test
    void aDocumentThatDoesNotIsNot() {
        for (String field : List.of(
                "eventId",
                "kind",
                "objectKind",
                "action",
                "apiVersion",
                "entity",
                "appId",
                "name",
                "timestamp",
                "userId",
                "correlationId",
                "executionId")) {
            ObjectNode changed = document();
            source(changed).put(field, "other");
            assertFalse(IndexDocuments.event(changed).sound(), field);
            source(changed).remove(field);
            assertFalse(IndexDocuments.event(changed).sound(), "without " + field);
        }
        ObjectNode deleted = document();
        source(deleted).put("deleted", true);
        assertFalse(IndexDocuments.event(deleted).sound());
        assertFalse(IndexDocuments.event(document().put("_id", "e2")).sound(), "under another id");
    }

    @Test
    void aDocumentWithoutItsEventIsNoneButCounts() {
        ObjectNode empty = document();
        source(empty).remove("event");
        Sighting sighting = IndexDocuments.event(empty);
        assertFalse(sighting.sound());
        assertEquals("e1", sighting.order().eventId());
    }

    @Test
    void theContentIsThatOfTheEventWhicheverRegionItWasWrittenIn() {
        ObjectNode other = document();
        ((ObjectNode) other.at("/_source/event/meta")).put("region", "third");
        assertEquals(
                IndexDocuments.event(document()).content(),
                IndexDocuments.event(other).content());
        ((ObjectNode) other.at("/_source/event/spec/artifact/spec")).put("version", "2.2.0");
        assertFalse(IndexDocuments.event(document()).content()
                == IndexDocuments.event(other).content());
    }

    @Test
    void aHeadsEntityIsThatOfItsId() {
        assertTrue(
                IndexDocuments.head(document().put("_id", "Artifact/shop/vpc")).sound());
        Sighting misplaced = IndexDocuments.head(document().put("_id", "Artifact/shop/web"));
        assertFalse(misplaced.sound());
        assertEquals("Artifact/shop/web", misplaced.entity());
    }

    @Test
    void theIdOfALongEntityIsADigest() {
        String entity = "Artifact/" + "a".repeat(400) + "/" + "b".repeat(400);
        assertTrue(IndexDocuments.headId(entity).matches("sha256:[0-9a-f]{64}"));
        assertEquals("Artifact/shop/vpc", IndexDocuments.headId("Artifact/shop/vpc"));
    }

    private static ObjectNode document() {
        return (ObjectNode) Yaml.parse(DOCUMENT);
    }

    private static ObjectNode source(ObjectNode hit) {
        return (ObjectNode) hit.get("_source");
    }
}
