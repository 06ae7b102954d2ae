package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import io.dsel.manifest.ManifestChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest says of other objects: read, checked, and taken of events. */
class ReferenceTest {
    private static final String PLACES = """
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: PlacesAggregate}
            spec:
              owner: tests
              sources: [{kinds: ["Deployment*Event"]}]
              group: {app: meta.appId, key: meta.name}
              measures: [{name: events, count: {}}]
              references:
                - {name: artifact, kind: Artifact, key: object.spec.artifact.name, fields: {version: object.spec.version}}
                - {name: configs, kind: Config, app: "'shared'", key: "object.spec.configs.map(c, c.name)"}
            """;
    private static final Event DEPLOYED = Samples.deployment("Deployed", "2026-03-01T23:30:00Z", """
            {"artifact":{"name":"app 1","version":"1.2"},"configs":[{"name":"b"},{"name":"a"},{"name":"b"}],
             "environment":"prod"}""");

    @Test
    void allThatAReferenceSays() {
        assertEquals(
                List.of(
                        new Reference(
                                "artifact",
                                "Artifact",
                                "meta.appId",
                                "object.spec.artifact.name",
                                Map.of("version", "object.spec.version")),
                        new Reference("configs", "Config", "'shared'", "object.spec.configs.map(c, c.name)", Map.of())),
                Samples.manifest(PLACES).references());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: configs | name: artifact | spec.references[1].name",
                "name: configs | name: Configs | spec.references[1].name",
                "kind: Config | kind: config | spec.references[1].kind",
                "kind: Config | kind: PlacesAggregate | spec.references[1].kind",
                "kind: Config | kinds: Config | spec.references[1].kind",
                "key: object.spec.artifact.name | key: '' | spec.references[0].key",
                "{version: | {Version: | spec.references[0].fields.Version",
                "object.spec.version} | 7} | spec.references[0].fields.version",
                "fields: {version: object.spec.version} | fields: 7 | spec.references[0].fields",
                "app: | at: | spec.references[1].at",
            })
    void eachWrongFieldIsNamed(String from, String to, String field) {
        assertTrue(PLACES.contains(from), from);
        assertTrue(wrong(PLACES.replace(from, to)).contains(field), () -> wrong(PLACES.replace(from, to))
                .toString());
    }

    @Test
    void partsAreBounded() {
        String line =
                "    - {name: configs, kind: Config, app: \"'shared'\", key: \"object.spec.configs.map(c, c.name)\"}\n";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            lines.append(line.replace("configs,", "configs" + i + ","));
        }
        assertEquals(List.of("spec.references"), wrong(PLACES.replace(line, lines)));
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            fields.append(i == 0 ? "" : ", ").append("f").append(i).append(": kind");
        }
        assertEquals(
                List.of("spec.references[0].fields"), wrong(PLACES.replace("version: object.spec.version", fields)));
    }

    @Test
    void aFoldTellsItsOwn() {
        String fold = PLACES.replace("measures: [{name: events, count: {}}]", "fold: {name: my-fold, version: \"2\"}");
        assertEquals(List.of("spec.references"), wrong(fold));
    }

    @Test
    void whatIsNoExpressionIsNamed() {
        Aggregate aggregate = Samples.aggregate(
                PLACES.replace("object.spec.version", "object.").replace("\"'shared'\"", "\"'\""));
        List<String> wrong = assertThrows(InvalidEventException.class, aggregate::compiled).violations().stream()
                .map(Violation::field)
                .toList();
        assertEquals(List.of("spec.references[0].fields.version", "spec.references[1].app"), wrong);
    }

    @Test
    void anEventSaysWhatTheGroupRefersTo() {
        Aggregate.Note note =
                Samples.aggregate(PLACES).note(DEPLOYED, Optional.empty()).getFirst();
        assertEquals("""
                {"artifact":["Artifact/shop/app%201"],"configs":["Config/shared/a","Config/shared/b"]}""", note.references().toString());
    }

    @Test
    void anEventThatHasNoValueSaysNothingAndOneWithAnEmptyOneThatThereIsNone() {
        Event none =
                Samples.deployment("Deployed", "2026-03-01T23:30:00Z", "{\"configs\":[],\"environment\":\"prod\"}");
        Aggregate aggregate = Samples.aggregate(PLACES);
        assertEquals(
                "{\"configs\":[]}",
                aggregate.note(none, Optional.empty()).getFirst().references().toString());
    }

    @Test
    void theFirstTwentyNamesCount() {
        String many = PLACES.replace(
                "object.spec.configs.map(c, c.name)", "['" + String.join("','", names(30)) + "', 'n00', '']");
        Aggregate.Note note =
                Samples.aggregate(many).note(DEPLOYED, Optional.empty()).getFirst();
        assertEquals(20, note.references().get("configs").size());
        assertEquals(
                "Config/shared/n19", note.references().get("configs").get(19).stringValue());
    }

    @Test
    void theFormulaKnowsThem() {
        Aggregate places = Samples.aggregate(PLACES);
        assertEquals(places.formula(), Samples.aggregate(reversed()).formula());
        for (String from : List.of("artifact,", "Artifact", "'shared'", "c.name", "version: object.spec.version")) {
            assertNotEquals(
                    places.formula(),
                    Samples.aggregate(PLACES.replace(from, from.replaceFirst("[a-z]+", "b")))
                            .formula(),
                    from);
        }
        String without = PLACES.substring(0, PLACES.indexOf("  references:"));
        AggregateVersions before = AggregateVersions.of(Samples.aggregate(without));
        ManifestChange change = AggregateChange.between(
                Optional.of(before), new AggregateVersions(before.live(), Optional.of(places), Optional.empty(), 2));
        assertEquals(
                List.of("spec.references"),
                change.effects().stream().map(ManifestChange.Effect::field).toList());
    }

    @Test
    void whatIsTakenOfAnObjectIsToldByReference() {
        AggregateManifest manifest = Samples.manifest(PLACES.replace("kind: Artifact", "kind: Config"));
        Takes takes = new Takes(Takes.text(manifest, "Config"));
        Event object = Samples.deployment("Applied", "2026-03-01T23:30:00Z", "{\"version\":\"1.10\",\"n\":1.10}");
        assertEquals(
                "{\"artifact\":{\"fields\":{\"version\":\"1.10\"}},\"configs\":{\"spec\":{\"version\":\"1.10\",\"n\":1.10}}}",
                Json.write(takes.told(object, Optional.empty())));
        assertEquals("{}", Takes.text(manifest, "Artifact"));
    }

    @Test
    void whatIsTooLongIsLeftOutAndSaidToBe() {
        AggregateManifest manifest = Samples.manifest(PLACES.replace("kind: Artifact", "kind: Config"));
        Takes takes = new Takes(Takes.text(manifest, "Config"));
        String spec = "{\"version\":\"1\",\"text\":\"" + "ä".repeat(4_000) + "\"}";
        assertEquals(
                "{\"artifact\":{\"fields\":{\"version\":\"1\"}},\"configs\":{\"truncated\":true}}",
                Json.write(takes.told(Samples.deployment("Applied", "2026-03-01T23:30:00Z", spec), Optional.empty())));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj("n%02d"::formatted).toList();
    }

    /** The same references, the other one first. */
    private static String reversed() {
        int at = PLACES.indexOf("    - {name: artifact");
        int next = PLACES.indexOf("    - {name: configs");
        return PLACES.substring(0, at) + PLACES.substring(next) + PLACES.substring(at, next);
    }

    private static List<String> wrong(String manifest) {
        InvalidEventException e = assertThrows(InvalidEventException.class, () -> Samples.manifest(manifest));
        return e.violations().stream().map(Violation::field).toList();
    }
}
