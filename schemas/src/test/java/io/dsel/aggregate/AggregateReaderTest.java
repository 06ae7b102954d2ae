package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Measure.Function;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest is read whole, and what is wrong with it is told at once, each with its path. */
class AggregateReaderTest {

    @Test
    void allThatAManifestSays() {
        AggregateManifest manifest = Samples.manifest(Samples.ROLLOUT);
        assertEquals("RolloutWeeklyAggregate", manifest.name());
        assertEquals("release-managers", manifest.owner());
        assertEquals(
                new Source(List.of("Deployment*Event"), "action != 'Apply'"),
                manifest.sources().getFirst());
        assertEquals(new Group("meta.appId", "object.spec.regions"), manifest.group());
        assertEquals(Optional.of(new Period(Period.Unit.WEEK, ZoneId.of("Europe/Berlin"))), manifest.period());
        assertEquals(
                List.of(Function.values()),
                manifest.measures().stream().map(Measure::function).distinct().toList());
        assertEquals(new Measure("actions", Function.COUNT, "", "action", 7, 0, List.of()), measure(manifest, 1));
        assertEquals(new Measure("topUsers", Function.TOP, "meta.userId", "", 3, 50, List.of()), measure(manifest, 8));
        assertEquals(List.of(1.0, 5.0, 10.5), measure(manifest, 9).bounds());
        assertEquals(new Emission(Emission.On.EVENT, 10, 60), manifest.emission());
        assertEquals(Optional.of(Duration.ofDays(365)), manifest.topics().retention());
    }

    @Test
    void jsonSaysTheSame() {
        String json = Json.write(Yaml.parse(Samples.ROLLOUT));
        assertEquals(Samples.manifest(Samples.ROLLOUT), AggregateReader.read(Json.parse(json)));
    }

    @Test
    void whatIsLeftOutIsAsUsual() {
        AggregateManifest manifest = Samples.counting("FewAggregate", "*Event").manifest();
        assertEquals("", manifest.group().app());
        assertEquals(Optional.empty(), manifest.period());
        assertEquals(Emission.USUAL, manifest.emission());
        assertEquals(Optional.empty(), manifest.topics().retention());
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        assertEquals(
                List.of(
                        "kind",
                        "apiVersion",
                        "meta",
                        "meta.name",
                        "spec.owner",
                        "spec.group",
                        "spec.group.key",
                        "spec.sources",
                        "spec.measures"),
                wrong("{kind: Kind, spec: {}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RolloutWeeklyAggregate, | RolloutWeekly, | meta.name",
                "RolloutWeeklyAggregate, | Aggregate, | meta.name",
                "appId: dsel | appId: shop | meta.appId",
                "GateOpenedEvent, | '*', | spec.sources[1].kinds[0]",
                "GateOpenedEvent, | 'Gate-Event', | spec.sources[1].kinds[0]",
                "where: | whereas: | spec.sources[0].whereas",
                "key: object.spec.regions | key: ' ' | spec.group.key",
                "unit: week | unit: decade | spec.period.unit",
                "unit: week, | `` | spec.period.unit",
                "Europe/Berlin | Mars/Olympus | spec.period.zone",
                "name: actions | name: events | spec.measures[1].name",
                "name: actions | name: Actions! | spec.measures[1].name",
                "count: {by: action, limit: 7} | total: {} | spec.measures[1].name",
                "count: {by: action, limit: 7} | count: 7 | spec.measures[1].count",
                "limit: 7 | limit: 0 | spec.measures[1].count.limit",
                "limit: 7 | limit: 10001 | spec.measures[1].count.limit",
                "limit: 7 | limit: 99999999999 | spec.measures[1].count.limit",
                "limit: 7 | limit: 1.5 | spec.measures[1].count.limit",
                "count: {} | count: {limit: 1} | spec.measures[0].count.limit",
                "min: {value: object.spec.replicas} | min: {} | spec.measures[3].min.value",
                "limit: 3, | limit: 51, | spec.measures[8].top.capacity",
                "capacity: 50 | capacity: 10000 | spec.measures",
                "10.5] | 5] | spec.measures[9].histogram.bounds[2]",
                "[1, 5, 10.5] | [] | spec.measures[9].histogram.bounds",
                "5, 10.5 | five, 10.5 | spec.measures[9].histogram.bounds[1]",
                "when: event | when: whim | spec.emit.when",
                "when: event | when: phase | spec.emit",
                "every: 10 | every: 0 | spec.emit.every",
                "seconds: 60 | seconds: -1 | spec.emit.seconds",
                "P365D | P1 | spec.topics.retention",
                "description: | describing: | spec.describing",
            })
    void eachWrongFieldIsNamed(String from, String to, String field) {
        assertTrue(Samples.ROLLOUT.contains(from), from);
        List<String> wrong = wrong(Samples.ROLLOUT.replace(from, to));
        assertTrue(wrong.contains(field), () -> wrong.toString());
    }

    @Test
    void aPeriodsEndNeedsAPeriod() {
        String none = Samples.ROLLOUT.replace("period: {unit: week, zone: Europe/Berlin}", "");
        assertEquals(
                List.of("spec.emit.when"),
                wrong(none.replace("{when: event, every: 10, seconds: 60}", "{when: period}")));
    }

    @Test
    void measuresAndAFoldExcludeEachOther() {
        String both = Samples.ROLLOUT.replace("topics:", "fold: {name: my-fold, version: \"2\"}\n  topics:");
        assertEquals(List.of("spec.fold"), wrong(both));
        String fold = both.replaceAll("(?s)measures:.*emit:", "emit:");
        assertEquals(
                Optional.of(new NamedFold("my-fold", "2")),
                Samples.manifest(fold).fold());
        assertEquals(List.of("spec.fold.version"), wrong(fold.replace(", version: \"2\"", "")));
        assertEquals(List.of("spec.fold.name"), wrong(fold.replace("my-fold", "../Fold")));
    }

    @Test
    void partsAreBounded() {
        String events = "    - {name: events, count: {}}\n";
        assertEquals(List.of("spec.measures"), wrong(Samples.ROLLOUT.replace(events, many(50, events))));
        String source = "    - kinds: [GateOpenedEvent, \"Gate*Aggregate\"]\n";
        assertEquals(List.of("spec.sources"), wrong(Samples.ROLLOUT.replace(source, many(21, source))));
        assertEquals(
                List.of("spec.sources[1].kinds"),
                wrong(Samples.ROLLOUT.replace("GateOpenedEvent, ", "GateOpenedEvent, ".repeat(20))));
        assertEquals(
                List.of("spec.sources[1].kinds[0]"),
                wrong(Samples.ROLLOUT.replace("GateOpenedEvent", "G".repeat(96) + "Event")));
        assertEquals(
                List.of("spec.measures[9].histogram.bounds"),
                wrong(Samples.ROLLOUT.replace(
                        "[1, 5, 10.5]",
                        IntStream.range(0, 101)
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(",", "[", "]")))));
    }

    private static Measure measure(AggregateManifest manifest, int index) {
        return manifest.measures().get(index);
    }

    /** Lines like one, each with a name of its own where it has one. */
    private static String many(int count, String line) {
        return IntStream.range(0, count)
                .mapToObj(i -> line.replace("events", "events" + i))
                .collect(Collectors.joining());
    }

    private static List<String> wrong(String manifest) {
        InvalidEventException e = assertThrows(InvalidEventException.class, () -> Samples.manifest(manifest));
        return e.violations().stream().map(Violation::field).toList();
    }
}
