package io.dsel.streams.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import io.dsel.aggregate.Member;
import io.dsel.aggregate.laws.FoldLaws;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.kind.Kinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The fold is a function of the set of events. */
class ExecutionFoldTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final List<String> KINDS =
            List.of("DeploymentApplyEvent", "DeploymentAppliedEvent", "DeploymentFailedEvent", "DeploymentPausedEvent");

    private final FoldProvider provider = new ExecutionStatusProvider();

    @Test
    void aManifestFindsItByName() {
        assertTrue(ServiceLoader.load(FoldProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .anyMatch(found -> found.name().equals("execution-status")
                        && found.version().equals("1")));
    }

    @Test
    void convergenceWhateverTheOrderAndWhereverTheStateWasKeptBetween() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        FoldLaws laws = new FoldLaws(provider, seed);
        for (int round = 0; round < 40; round++) {
            laws.hold(randomMembers(random, 1 + random.nextInt(80)));
        }
    }

    @Test
    void phaseIsThatOfTheGreatestEventWhichHasOne() {
        Fold fold = provider.empty();
        fold.add(member("DeploymentCompletedEvent", "e3", 3));
        fold.add(member("DeploymentPausedEvent", "e4", 4));
        fold.add(member("DeploymentApplyEvent", "e1", 1));

        ObjectNode summary = (ObjectNode) told(fold).get("summary");
        assertEquals("COMPLETED", summary.get("phase").stringValue());
        assertEquals("SUCCEEDED", summary.get("status").stringValue());
        assertEquals(Optional.of("COMPLETED SUCCEEDED"), fold.phase());
        assertEquals("2026-01-15T12:00:01.000Z", summary.get("startTime").stringValue());
        assertEquals("2026-01-15T12:00:03.000Z", summary.get("endTime").stringValue());
        assertEquals("PT2S", summary.get("duration").stringValue());
    }

    @Test
    void anExecutionGoesOnWhenAnEventFollowsItsEnd() {
        Fold fold = provider.empty();
        fold.add(member("DeploymentFailedEvent", "e1", 1));
        fold.add(member("DeploymentApplyEvent", "e2", 2));

        ObjectNode summary = (ObjectNode) told(fold).get("summary");
        assertEquals("RUNNING", summary.get("status").stringValue());
        assertFalse(summary.has("endTime"), summary.toString());
    }

    @Test
    void aListThatIsTooLongIsCutAtTheSameNamesAndSaysSo() {
        List<Member> members = new ArrayList<>(IntStream.range(0, 3 * ExecutionFold.MOST_NAMES)
                .mapToObj(i -> member("ConfigAppliedEvent", "e" + i, i, """
                        {"configs": [{"name": "config-%03d", "version": "1"}]}""".formatted(i)))
                .toList());
        ObjectNode upwards = references(members);
        Collections.reverse(members);

        assertEquals(upwards, references(members));
        assertEquals(ExecutionFold.MOST_NAMES, upwards.get("configs").size());
        assertEquals("config-000", upwards.at("/configs/0/name").stringValue());
        assertTrue(upwards.get("truncated").booleanValue());
    }

    @Test
    void referencesNameTheVersionOfTheGreatestEvent() {
        Fold fold = provider.empty();
        fold.add(member("DeploymentAppliedEvent", "e2", 2, """
                {"artifact": {"name": "vpc", "version": "2.1.0"}, "configs": [{"name": "prod", "version": "7"}],
                 "approvedBy": ["bob", "alice"]}"""));
        fold.add(member("DeploymentApplyEvent", "e1", 1, "carol", "web", """
                {"artifact": {"name": "vpc", "version": "2.0.0"}, "configs": [{"name": "prod", "version": "6"}]}"""));

        assertEquals("""
                {"artifact":{"name":"vpc","version":"2.1.0"},"configs":[{"name":"prod","version":"7"}],\
                "deployments":[{"name":"web","appId":"09287"}],"triggeredBy":"carol","approvedBy":["alice","bob"],\
                "truncated":false}""", told(fold).get("references").toString());
    }

    private static ObjectNode told(Fold fold) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        fold.writeTo(spec);
        return spec;
    }

    private ObjectNode references(List<Member> members) {
        Fold fold = provider.empty();
        members.forEach(fold::add);
        return (ObjectNode) told(fold).get("references");
    }

    private static List<Member> randomMembers(Random random, int count) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode inputs = Json.MAPPER.createObjectNode();
            inputs.put("errors", random.nextInt(2)).put("warnings", random.nextInt(3));
            inputs.putArray("approvedBy").add("user-" + random.nextInt(70));
            ObjectNode config = inputs.putArray("configs").addObject().put("name", "c" + random.nextInt(80));
            if (random.nextBoolean()) {
                config.put("version", "v" + i);
            }
            if (random.nextBoolean()) {
                inputs.putObject("artifact")
                        .put("name", "a" + random.nextInt(3))
                        .put("version", "v" + i);
            }
            Member usual = member(
                    KINDS.get(random.nextInt(KINDS.size())),
                    "e" + i,
                    random.nextInt(20),
                    "user-" + i,
                    "web-" + random.nextInt(90),
                    inputs.toString());
            members.add(random.nextInt(4) == 0 ? withOwnPhase(usual, random) : usual);
        }
        return members;
    }

    private static Member withOwnPhase(Member member, Random random) {
        PhaseStatus[] statuses = PhaseStatus.values();
        return new Member(
                member.order(),
                member.kind(),
                member.objectKind(),
                member.appId(),
                member.name(),
                member.userId(),
                Optional.of("OWN_" + random.nextInt(3)),
                Optional.of(statuses[random.nextInt(statuses.length)].name()),
                member.inputs());
    }

    private static Member member(String kind, String id, int seconds) {
        return member(kind, id, seconds, "{}");
    }

    private static Member member(String kind, String id, int seconds, String inputs) {
        return member(kind, id, seconds, "alice", "web", inputs);
    }

    /** An event's phase is as the manifests that come along say. */
    private static Member member(String kind, String id, int seconds, String user, String name, String inputs) {
        String objectKind = kind.startsWith("Config") ? "Config" : "Deployment";
        String action = kind.substring(objectKind.length(), kind.length() - "Event".length());
        Optional<Action.Step> step = Kinds.BUILT_IN
                .find(objectKind)
                .flatMap(declared -> declared.step(action))
                .filter(its -> its.phase().isPresent());
        return new Member(
                new EventOrder(NOON.plusSeconds(seconds).toEpochMilli(), id),
                kind,
                objectKind,
                "09287",
                name,
                user,
                step.flatMap(Action.Step::phase),
                step.map(its -> its.status().name()),
                Json.parse(inputs));
    }
}
