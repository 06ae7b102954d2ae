package io.dsel.streams.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.kind.Action;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What an action means for an execution is what the manifests that come along say. */
class PhaseTest {

    @Test
    void thePhasesOfTheManifests() {
        Map<String, Action.Step> steps = Kinds.BUILT_IN.all().stream()
                .map(Kind::manifest)
                .flatMap(manifest -> manifest.steps())
                .collect(Collectors.toMap(Action.Step::name, step -> step, (one, same) -> {
                    assertEquals(one, same, "one action, one meaning");
                    return one;
                }));
        steps.forEach((action, step) -> {
            Optional<Phase> phase = Phase.of(action);
            assertEquals(step.phase(), phase.map(Phase::name), action);
            assertEquals(step.status().name(), phase.orElseThrow().status().name(), action);
        });
        assertEquals(Optional.empty(), Phase.of("Polished"));
    }
}
