package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.START;
import static io.dsel.cli.git.GitFixture.object;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;

/** Commits at random: objects that come, change, move and go, merges, broken files, and times that run backwards. */
final class RandomHistory {
    private static final String BROKEN = "a: b: c\n";

    private final GitFixture git;
    private final Random random;

    RandomHistory(GitFixture git, Random random) {
        this.git = git;
        this.random = random;
    }

    void commit(int commits) throws IOException {
        long time = START;
        for (int i = 0; i < commits; i++) {
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
}
