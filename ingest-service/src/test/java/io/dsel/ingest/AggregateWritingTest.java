package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.Aggregates;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.ingest.writer.Condition;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An aggregate is declared by a manifest like any other, and is told before what that would change. */
class AggregateWritingTest {
    private static final String ROLLOUT = """
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: RolloutAggregate}
            spec:
              owner: delivery
              sources: [{kinds: ["Deployment*Event"], where: "action == 'Applied'"}]
              group: {app: meta.appId, key: object.spec.environment}
              measures: [{name: users, distinct: {value: meta.userId, limit: 5}}]
            """;
    private static final String NAME = "RolloutAggregate";
    private static final String CHANGED =
            ROLLOUT.replace("limit: 5", "limit: 6").replace("Deployment*Event", "*AppliedEvent");
    private static final String PATH = "/v1/objects/Aggregate/dsel/RolloutAggregate";

    private final MemoryKinds kinds = new MemoryKinds();
    private final MemoryLog log = new MemoryLog(kinds::kinds);
    private HttpServer server;
    private HttpClientForTests http;

    @BeforeEach
    void start() {
        Configuration configuration =
                new Configuration(IngestOptions.all(), Map.of("DSEL_HTTP_PORT", "0"), Optional.empty());
        server = IngestService.server(configuration, log, kinds, List.of(), routes -> {});
        http = new HttpClientForTests(server.port());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void aManifestIsAnEventOfThePlatformsAndDeclaresAnAggregate() {
        Answer answer = http.post("/v1/objects?app=shop", "application/yaml", ROLLOUT);
        assertEquals(201, answer.status(), answer.text());
        assertEquals(
                "Aggregate/dsel/RolloutAggregate", answer.json().path("entity").asString());
        assertEquals("AggregateAppliedEvent", log.events().getFirst().kind().name());
        assertTrue(kinds.aggregates().find("RolloutAggregate").isPresent());
    }

    @Test
    void anEventDeclaresTheSame() {
        Answer answer = http.post("/v1/events", "application/yaml", event("RolloutAggregate"));
        assertEquals(201, answer.status(), answer.text());
        assertTrue(kinds.aggregates().find("RolloutAggregate").isPresent());
        Answer other = http.post("/v1/events", "application/yaml", event("OtherAggregate"));
        assertEquals(List.of("spec.aggregate.meta.name"), fields(other));
    }

    @Test
    void allThatIsWrongIsToldFromTheManifestsRootAndNothingIsStored() {
        String wrong = ROLLOUT.replace("Deployment*Event", "Deployment*")
                .replace("limit: 5", "limit: 50000")
                .replace("owner: delivery", "owners: [a]");
        for (Answer answer : List.of(put(PATH, wrong), put(PATH + "?dryRun=true", wrong), validate(wrong))) {
            assertEquals(422, answer.status(), answer.text());
            assertEquals(
                    List.of("spec.owner", "spec.measures[0].distinct.limit", "spec.sources[0].kinds[0]", "spec.owners"),
                    fields(answer));
        }
        Answer expressions = put(PATH, ROLLOUT.replace("meta.userId", "meta.").replace("key: object", "key: objekt"));
        assertEquals(List.of("spec.group.key", "spec.measures[0].distinct.value"), fields(expressions));
        assertEquals(List.of(), log.events());
        assertEquals(Aggregates.BUILT_IN.all().size(), kinds.aggregates().all().size());
    }

    @Test
    void aDryRunSaysWhatWouldChangeAndChangesNothing() {
        Answer fresh = put(PATH + "?dryRun=true", ROLLOUT);
        assertEquals(200, fresh.status(), fresh.text());
        assertEquals("compatible meta.name", effects(fresh));
        assertEquals(List.of(), log.events());
        assertTrue(kinds.aggregates().find("RolloutAggregate").isEmpty());
    }

    @Test
    void whatTheResultDoesNotDependOnMayChange() {
        put(PATH, ROLLOUT);
        String other = ROLLOUT.replace("owner: delivery", "owner: platform") + "  topics: {retention: P30D}\n";
        assertEquals("compatible spec.topics compatible spec.owner", effects(put(PATH + "?dryRun=true", other)));
        assertEquals(201, put(PATH, other).status());
    }

    @Test
    void anotherFormulaIsAVersionBesideTheLiveOne() {
        put(PATH, ROLLOUT);
        Answer dry = put(PATH + "?dryRun=true", CHANGED);
        assertEquals("rebuild spec.sources rebuild spec.measures", effects(dry), dry.text());
        assertTrue(dry.text().contains("version 1 is read until"), dry.text());
        assertEquals(1, log.events().size());
        Answer stored = put(PATH, CHANGED);
        assertEquals(201, stored.status(), stored.text());
        assertEquals(dry.json().path("change"), stored.json().path("change"), "the write says what it left to do");
        assertEquals(List.of("RolloutAggregate", "RolloutV2Aggregate"), versions());
        assertEquals(
                "Deployment*Event",
                state().at("/spec/sources/0/kinds/0").asString(),
                "what is read under the name is as it was");
        assertEquals("", effects(put(PATH + "?dryRun=true", CHANGED)), "sent again, it changes nothing");
        put("/v1/objects/Aggregate/dsel/EntityActivityAggregate", ROLLOUT.replace(NAME, "EntityActivityAggregate"));
        assertEquals(
                "EntityActivityV2Aggregate",
                kinds.aggregates()
                        .declared("EntityActivityAggregate")
                        .orElseThrow()
                        .candidate()
                        .orElseThrow()
                        .name());
    }

    @Test
    void aVersionIsPromotedOnceItIsBuiltAndTakenBack() {
        put(PATH, ROLLOUT);
        assertEquals(409, step("promote").status(), "there is none");
        put(PATH, CHANGED);
        Answer early = step("promote");
        assertEquals(409, early.status(), early.text());
        assertTrue(early.text().contains("version 2 is not built yet"), early.text());
        kinds.built(kinds.aggregates().find("RolloutV2Aggregate").orElseThrow());
        Answer promoted = step("promote");
        assertEquals(200, promoted.status(), promoted.text());
        assertEquals("AggregatePromotedEvent", log.events().getLast().kind().name());
        assertEquals(List.of("RolloutV2Aggregate", "RolloutAggregate"), versions());
        assertEquals("RolloutV2Aggregate", kinds.aggregates().live(NAME));
        assertEquals("*AppliedEvent", state().at("/spec/sources/0/kinds/0").asString());
        assertEquals(201, put(PATH, CHANGED).status(), "the manifest that was promoted is the live one");
        assertEquals(List.of("RolloutV2Aggregate", "RolloutAggregate"), versions());
        assertEquals(200, step("rollback").status());
        assertEquals(List.of("RolloutAggregate", "RolloutV2Aggregate"), versions());
        assertEquals(409, step("rollback").status(), "there is nothing before the first");
        assertEquals(200, step("drop").status());
        assertEquals(List.of("RolloutAggregate"), versions());
        assertEquals(404, step("OtherAggregate", "rebuild").status());
    }

    @Test
    void theSameIsBuiltASecondTimeEvenOfThoseThatComeAlong() {
        assertEquals(200, step("EntityActivityAggregate", "rebuild").status());
        assertEquals(200, step("EntityActivityAggregate", "rebuild").status());
        assertEquals(1, log.events().size(), "there is one already");
        assertEquals(
                Optional.of("EntityActivityV2Aggregate"),
                kinds.aggregates()
                        .declared("EntityActivityAggregate")
                        .flatMap(AggregateVersions::candidate)
                        .map(Aggregate::name));
    }

    @Test
    void aVersionThatAnotherAggregateIsMadeOfIsNotDropped() {
        put(PATH, ROLLOUT);
        put(PATH, CHANGED);
        put(
                "/v1/objects/Aggregate/dsel/TwoAggregate",
                ROLLOUT.replace(NAME, "TwoAggregate").replace("Deployment*Event", "RolloutV2Aggregate"));
        Answer refused = step("drop");
        assertEquals(409, refused.status(), refused.text());
        assertTrue(refused.text().contains("[TwoAggregate] are made of RolloutV2Aggregate"), refused.text());
    }

    @Test
    void aManifestIsWrittenOnTopOfWhatItWasMadeOf() {
        put(PATH, ROLLOUT);
        String first = log.events().getLast().meta().eventId();
        put(PATH, CHANGED);
        assertEquals(new Condition.BuildsOn(first), log.writes().getLast().condition());
        Answer promotion = http.post(
                "/v1/events",
                "application/yaml",
                event("RolloutAggregate").replace("AggregateAppliedEvent", "AggregatePromotedEvent"));
        assertEquals(List.of("kind"), fields(promotion), promotion.text());
    }

    @Test
    void declaredAgainWithAnotherFormulaItIsAnotherVersion() {
        put(PATH, ROLLOUT);
        http.send("DELETE", PATH, BodyPublishers.noBody());
        assertEquals(404, step("rebuild").status());
        put(PATH, CHANGED);
        assertEquals(List.of("RolloutV2Aggregate"), versions());
        assertEquals("RolloutV2Aggregate", kinds.aggregates().live(NAME));
    }

    @Test
    void sourcesThatLeadBackAreRefusedWithTheWay() {
        put(PATH, ROLLOUT.replace("Deployment*Event", "TwoAggregate"));
        Answer answer = put(
                "/v1/objects/Aggregate/dsel/TwoAggregate",
                ROLLOUT.replace("meta: {name: RolloutAggregate}", "meta: {name: TwoAggregate}")
                        .replace("Deployment*Event", "Rollout*Aggregate"));
        assertEquals(List.of("spec.sources"), fields(answer));
        assertTrue(answer.text().contains("TwoAggregate takes RolloutAggregate takes TwoAggregate"), answer.text());
    }

    @Test
    void oneIsDeletedWithoutForce() {
        put(PATH, ROLLOUT);
        Answer answer = http.send("DELETE", PATH, BodyPublishers.noBody());
        assertEquals(200, answer.status(), answer.text());
        assertEquals("AggregateDeletedEvent", log.events().getLast().kind().name());
    }

    @Test
    void namesOfOthersAreNotTaken() {
        Answer elsewhere = put("/v1/objects/Aggregate/shop/RolloutAggregate", ROLLOUT);
        assertEquals(422, elsewhere.status(), elsewhere.text());
        Answer kind = put(
                "/v1/objects/Kind/dsel/Aggregate",
                "{apiVersion: v1alpha1, kind: Kind, meta: {name: Aggregate}, spec: {owner: o, apiVersions: "
                        + "[{name: v1alpha1, schema: open}]}}");
        assertEquals(List.of("meta.name"), fields(kind));
        Answer foreign = put(
                "/v1/objects/Aggregate/shop/one",
                "{apiVersion: stats/v1, kind: Aggregate, metadata: {name: one}, spec: {any: thing}}");
        assertEquals(201, foreign.status(), foreign.text());
    }

    private static String event(String name) {
        return "kind: AggregateAppliedEvent\nmeta: {name: " + name + ", appId: dsel}\nspec:\n  aggregate:\n"
                + ROLLOUT.indent(4);
    }

    private Answer put(String path, String yaml) {
        return http.send("PUT", path, BodyPublishers.ofString(yaml), "Content-Type", "application/yaml");
    }

    private Answer step(String step) {
        return step(NAME, step);
    }

    private Answer step(String aggregate, String step) {
        return http.send("POST", "/v1/aggregates/" + aggregate + "/" + step, BodyPublishers.noBody());
    }

    private JsonNode state() {
        return log.events().getLast().state();
    }

    private List<String> versions() {
        return AggregateVersions.read(state()).all().stream()
                .map(Aggregate::name)
                .toList();
    }

    private Answer validate(String yaml) {
        return http.post(PATH + "/validate", "application/yaml", yaml);
    }

    private static String effects(Answer answer) {
        return answer.json()
                .at("/change/effects")
                .valueStream()
                .map(effect -> effect.path("verdict").asString() + " "
                        + effect.path("field").asString())
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    private static List<String> fields(Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
