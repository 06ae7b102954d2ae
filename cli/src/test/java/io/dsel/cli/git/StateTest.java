package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.START;
import static io.dsel.cli.git.GitFixture.object;
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
import org.eclipse.jgit.lib.ObjectId;
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

    private static final String BROKEN = "a: b: c\n";

    private GitFixture git;
    private long seed;
    private Random random;

    @BeforeAll
    void history(@TempDir Path folder) throws IOException {
        seed = new Random().nextLong();
        random = new Random(seed);
        git = new GitFixture(folder);
        long time = START;
        for (int i = 0; i < 120; i++) {
            time += random.nextInt(-3, 20);
            if (random.nextInt(8) == 0 && git.tip() != null) {
                ObjectId side = git.tip();
                for (int n = random.nextInt(1, 3); n > 0; n--) {
                    change();
                    side = git.commitBeside("side", side);
                }
                git.commit("Merge pull request #" + i + " from side", time, side);
            } else {
                for (int n = random.nextInt(4); n > 0; n--) {
                    change();
                }
                git.commit("commit " + i, time);
            }
        }
    }

    @AfterAll
    void close() {
        git.close();
    }

    private void change() {
        List<String> paths = git.paths();
        int what = random.nextInt(10);
        if (what < 5 || paths.isEmpty()) {
            git.write(path(), documents());
        } else if (what < 7) {
            git.delete(paths.get(random.nextInt(paths.size())));
        } else if (what < 9) {
            git.move(paths.get(random.nextInt(paths.size())), path());
        } else {
            git.write(path(), object("A", "n0", random.nextInt(4)), BROKEN);
        }
    }

    private String path() {
        String[] directories = {"", "apps/", "apps/web/"};
        return directories[random.nextInt(directories.length)] + "f" + random.nextInt(3) + ".yaml";
    }

    private String[] documents() {
        String[] documents = new String[random.nextInt(4)];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = random.nextInt(12) == 0
                    ? "just: values\n"
                    : object(random.nextBoolean() ? "A" : "Bb", "n" + random.nextInt(3), random.nextInt(4));
        }
        return documents;
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
    void theVerificationWaitsForReadsThatLagBehind() throws Exception {
        FakeStack empty = new FakeStack();
        FakeStack full = imported();
        int[] pauses = {0};
        Stack late = new FakeStack() {
            @Override
            public ObjectAnswer read(String kind, String appId, String name, java.time.Instant asOf) {
                return (pauses[0] < 3 ? empty : full).read(kind, appId, name, asOf);
            }
        };
        Verification.Result result = verification(late, time -> pauses[0]++).run(50, silent());
        assertTrue(result.isClean(), result + ", seed " + seed);
        assertEquals(3, pauses[0]);
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
        return verification(stack, time -> {}).run(samples, silent());
    }

    private Verification verification(Stack stack, Patience.Pause pause) throws IOException {
        GitOracle oracle = new GitOracle(git.repository(), git.tip());
        Samples samples = new Samples(git.repository(), oracle, new Random(seed));
        return new Verification(stack, oracle, samples, new Patience(InstantSource.system(), pause), pause);
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
