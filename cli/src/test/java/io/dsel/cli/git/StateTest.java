package io.dsel.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.git.GitOracle.Verdict;
import io.dsel.cli.progress.Progress;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/**
 * State: as of any time, the last event of an entity holds the document in the commit that was the branch's tip then.
 * Git itself is the oracle, over a history made at random.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StateTest {

    private GitFixture git;
    private long seed;

    @BeforeAll
    void history(@TempDir Path folder) throws IOException {
        seed = new Random().nextLong();
        git = new GitFixture(folder);
        new RandomHistory(git, new Random(seed)).commit(120);
    }

    @AfterAll
    void close() {
        git.close();
    }

    private FakeStack imported() throws IOException {
        FakeStack stack = new FakeStack();
        git.walk().events.forEach(stack::put);
        return stack;
    }

    @Test
    void everyEntityAtEveryCommitIsWhatGitHas() throws IOException {
        FakeStack stack = imported();
        GitOracle oracle = new GitOracle(git.repository(), git.tip());
        int present = 0;
        for (EntityKey entity : entities(stack)) {
            for (int commit = 0; commit < oracle.commits(); commit++) {
                Sample sample = new Sample(entity.kind(), entity.appId(), entity.name(), oracle.time(commit));
                Verdict verdict = oracle.at(sample.kind(), sample.appId(), sample.name(), sample.time());
                if (!(verdict instanceof Verdict.Unclaimed)) {
                    ObjectAnswer answer = stack.read(sample.kind(), sample.appId(), sample.name(), sample.time());
                    assertEquals("", Verification.difference(verdict, answer), sample + ", seed " + seed);
                }
                present += verdict instanceof Verdict.Present ? 1 : 0;
            }
        }
        assertTrue(present > 100, "seed " + seed + " makes a history of next to nothing");
    }

    @Test
    void theVerificationFindsNothingInAWholeImport() throws Exception {
        Verification.Result result = verify(imported(), 300);
        assertEquals(List.of(), result.mismatches(), "seed " + seed);
        assertEquals(300, result.compared());
        assertTrue(result.present() > 50 && result.absent() > 10, result + ", seed " + seed);
    }

    @Test
    void theVerificationFindsAStateThatIsWrong() throws Exception {
        FakeStack stack = new FakeStack();
        for (Event event : git.walk().events) {
            ObjectNode spec = event.spec().deepCopy();
            ((ObjectNode) spec.get(event.kind().objectField()).get("spec")).put("value", -1);
            stack.put(new Event(event.apiVersion(), event.kind(), event.meta(), spec));
        }
        Verification.Result result = verify(stack, 50);
        assertFalse(result.isClean());
        assertTrue(result.mismatches().getFirst().difference().startsWith("/spec/value is"), result.toString());
    }

    @Test
    void theVerificationFindsADeletionThatIsMissing() throws Exception {
        FakeStack stack = new FakeStack();
        git.walk().events.stream().filter(event -> !event.kind().isDeletion()).forEach(stack::put);
        assertFalse(verify(stack, 500).isClean(), "seed " + seed);
    }

    @Test
    void whatLagsBehindIsNoDifference() throws Exception {
        FakeStack full = imported();
        Stack late = new FakeStack() {
            @Override
            public ObjectAnswer readStrong(String kind, String appId, String name, java.time.Instant asOf) {
                return full.read(kind, appId, name, asOf);
            }
        };
        Verification.Result result = verify(late, 50);
        assertTrue(result.isClean(), result + ", seed " + seed);
    }

    @Test
    void theSameSeedChoosesTheSameSamples() throws IOException {
        GitOracle oracle = new GitOracle(git.repository(), git.tip());
        Samples one = new Samples(git.repository(), oracle, new Random(7));
        Samples two = new Samples(git.repository(), oracle, new Random(7));
        for (int i = 0; i < 20; i++) {
            assertEquals(one.next(), two.next());
        }
    }

    private Verification.Result verify(Stack stack, int samples) throws Exception {
        GitOracle oracle = new GitOracle(git.repository(), git.tip());
        Samples objects = new Samples(git.repository(), oracle, new Random(seed));
        Patience patience = new Patience(InstantSource.system(), time -> {});
        return new Verification(stack, oracle, objects, patience).run(samples, silent());
    }

    private static Progress silent() {
        return new SilentProgress();
    }

    private static Set<EntityKey> entities(FakeStack stack) {
        Set<EntityKey> entities = new HashSet<>();
        stack.events.values().forEach(event -> entities.add(event.entity()));
        return entities;
    }
}
