package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.InvalidEventException;
import io.dsel.json.Yaml;
import io.dsel.rebuild.RefusedStepException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VersionedManifestTest {
    private static final String NAME = "VisitAggregate";

    private final VersionedManifest first = VersionedManifest.first(manifest("meta.name"));

    @Test
    void theFirstIsAsItWasSent() {
        assertEquals(manifest("meta.name"), first.object());
        assertEquals(List.of(NAME), kinds(first));
        assertEquals(NAME, AggregateVersions.read(first.object()).name());
    }

    @Test
    void anotherFormulaIsBuiltBesideTheLiveOne() {
        VersionedManifest changed = first.applied(manifest("meta.userId"));
        assertEquals(List.of(NAME, "VisitV2Aggregate"), kinds(changed));
        assertEquals("meta.name", changed.object().at("/spec/group/key").stringValue());
        assertEquals(kinds(changed), kinds(changed.applied(manifest("meta.userId"))), "sent again, it is the same");
        assertEquals(List.of(NAME, "VisitV3Aggregate"), kinds(changed.applied(manifest("meta.appId"))));
        assertEquals(
                kinds(changed), kinds(changed.applied(manifest("meta.name"))), "the live one sent again ends nothing");
    }

    @Test
    void anotherOwnerIsNoOtherVersion() {
        JsonNode other = Yaml.parse(yaml("meta.name").replace("owner: platform", "owner: others"));
        VersionedManifest owned = first.applied(other);
        assertEquals(List.of(NAME), kinds(owned));
        assertEquals("others", owned.object().at("/spec/owner").stringValue());
    }

    @Test
    void oneEventPromotesAndOneGoesBack() {
        VersionedManifest changed = first.applied(manifest("meta.userId"));
        VersionedManifest promoted = changed.promoted();
        assertEquals("meta.userId", promoted.object().at("/spec/group/key").stringValue());
        assertEquals(List.of("VisitV2Aggregate", NAME), kinds(promoted));
        assertEquals(NAME, AggregateVersions.read(promoted.object()).name());
        assertEquals(changed.object(), promoted.rolledBack().object());
        assertEquals(List.of("VisitV2Aggregate"), kinds(promoted.dropped()));
        assertEquals(List.of(NAME), kinds(changed.dropped()));
    }

    @Test
    void noNumberIsUsedTwice() {
        VersionedManifest dropped = first.applied(manifest("meta.userId")).dropped();
        assertEquals(List.of(NAME, "VisitV3Aggregate"), kinds(dropped.applied(manifest("meta.userId"))));
        assertEquals(List.of(NAME, "VisitV3Aggregate"), kinds(dropped.rebuilt()));
        assertEquals(List.of("VisitV3Aggregate"), kinds(dropped.declaredAgain(manifest("meta.userId"))));
        assertEquals(List.of(NAME), kinds(dropped.declaredAgain(manifest("meta.name"))));
    }

    @Test
    void theSameFormulaIsBuiltASecondTime() {
        VersionedManifest again = first.rebuilt();
        assertEquals(List.of(NAME, "VisitV2Aggregate"), kinds(again));
        assertEquals(again.object(), again.rebuilt().object(), "there is one already");
        AggregateVersions versions = AggregateVersions.read(again.object());
        assertEquals(
                versions.live().manifest().measures(),
                versions.candidate().orElseThrow().manifest().measures());
    }

    @Test
    void aStepThatDoesNotFitSaysWhatDoes() {
        assertEquals(
                "there is no other version to promote; dsel rebuild aggregate makes one, or a manifest that changes what is"
                        + " counted",
                assertThrows(RefusedStepException.class, first::promoted).getMessage());
        assertThrows(RefusedStepException.class, first::rolledBack);
        assertThrows(RefusedStepException.class, first::dropped);
        VersionedManifest next = first.rebuilt().promoted().rebuilt();
        assertEquals(
                "version 3 is being built, and would be lost; drop it first, or promote it",
                assertThrows(RefusedStepException.class, next::rolledBack).getMessage());
    }

    @Test
    void whatIsKeptIsReadAgain() {
        VersionedManifest kept = first.rebuilt().promoted().applied(manifest("meta.userId"));
        assertEquals(
                kept.object(),
                VersionedManifest.of(kept.object())
                        .applied(manifest("meta.userId"))
                        .object());
        assertEquals(
                Optional.of(3), VersionedManifest.of(kept.object()).candidate().map(VersionedManifest.Version::number));
        assertEquals(
                Optional.of(1), VersionedManifest.of(kept.object()).previous().map(VersionedManifest.Version::number));
        assertEquals(2, VersionedManifest.of(kept.object()).liveVersion());
    }

    @Test
    void aCallersStatusIsNotBelieved() {
        JsonNode sent = Yaml.parse(yaml("meta.name") + "status: {version: 7}\n");
        assertEquals(first.object(), VersionedManifest.first(sent).object());
        assertEquals(first.rebuilt().object(), first.rebuilt().applied(sent).object());
    }

    @Test
    void whatCannotBeIsRefused() {
        for (String status : List.of(
                "{version: 0}",
                "{version: two}",
                "{version: 2, lastVersion: 1}",
                "{version: 2, candidate: {version: 2, spec: {}}}",
                "{candidate: {spec: {}}}")) {
            JsonNode manifest = Yaml.parse(yaml("meta.name") + "status: " + status + "\n");
            assertThrows(InvalidEventException.class, () -> VersionedManifest.of(manifest), status);
        }
    }

    @Test
    void namesOfVersionsAreNotForAggregates() {
        JsonNode named = Yaml.parse(yaml("meta.name").replace(NAME, "VisitV2Aggregate"));
        assertEquals(
                "meta.name",
                assertThrows(InvalidEventException.class, () -> AggregateReader.read(named))
                        .field());
    }

    @Test
    void laterVersionsAreInOtherAggregatesOnlyByName() {
        Aggregates all = Aggregates.BUILT_IN
                .with(AggregateVersions.read(first.rebuilt().object()))
                .with(Samples.counting("AnyAggregate", "Visit*Aggregate"))
                .with(Samples.counting("SecondAggregate", "VisitV2Aggregate"));
        assertEquals(List.of("AnyAggregate"), taking(all, NAME));
        assertEquals(List.of("SecondAggregate"), taking(all, "VisitV2Aggregate"));
        assertEquals(NAME, all.live(NAME));
        assertEquals(
                "VisitV2Aggregate",
                all.with(AggregateVersions.read(first.rebuilt().promoted().object()))
                        .live(NAME));
        assertEquals("Artifact", all.live("Artifact"));
    }

    private static List<String> taking(Aggregates all, String kind) {
        return all.all().stream()
                .filter(aggregate -> aggregate.takes(kind))
                .map(Aggregate::name)
                .toList();
    }

    private static List<String> kinds(VersionedManifest manifest) {
        return AggregateVersions.read(manifest.object()).all().stream()
                .map(Aggregate::name)
                .toList();
    }

    private static JsonNode manifest(String key) {
        return Yaml.parse(yaml(key));
    }

    private static String yaml(String key) {
        return """
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: VisitAggregate, appId: dsel}
                spec:
                  owner: platform
                  sources: [{kinds: ["*Event"]}]
                  group: {key: "%s"}
                  measures: [{name: events, count: {}}]
                """.formatted(key);
    }
}
