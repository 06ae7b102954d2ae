package io.dsel.cli.git;

import io.dsel.json.DuplicateKeys;
import io.dsel.json.SyntaxException;
import io.dsel.json.Yaml;
import io.dsel.json.YamlDocument;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import tools.jackson.databind.JsonNode;

/**
 * What git itself says of an object at a time: the document in the commit that was the branch's tip then. It reads that
 * one commit's directory and shares nothing with the walk that makes events, so that each can prove the other wrong.
 */
final class GitOracle {

    /** What git says. */
    sealed interface Verdict {

        /** The object as it stands there. */
        record Present(JsonNode state) implements Verdict {}

        /** There is no such object. */
        record Absent() implements Verdict {}

        /** A file of the directory cannot be read, so git says nothing that could be held against anyone. */
        record Unclaimed(String file) implements Verdict {}
    }

    private final Repository repository;
    private final List<ObjectId> trees = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();

    GitOracle(Repository repository, ObjectId tip) throws IOException {
        this.repository = repository;
        try (RevWalk walk = new RevWalk(repository)) {
            for (RevCommit c = walk.parseCommit(tip); c != null; c = parent(walk, c)) {
                trees.addFirst(c.getTree().copy());
                times.addFirst(c.getCommitterIdent().getWhenAsInstant());
            }
        }
        for (int i = 1; i < times.size(); i++) {
            if (!times.get(i).isAfter(times.get(i - 1))) {
                times.set(i, times.get(i - 1).plusMillis(1));
            }
        }
    }

    /** How many commits the branch had, one after another. */
    int commits() {
        return trees.size();
    }

    /** When the commit became the tip. */
    Instant time(int commit) {
        return times.get(commit);
    }

    ObjectId tree(int commit) {
        return trees.get(commit);
    }

    /** What was there at that time. */
    Verdict at(String kind, String appId, String name, Instant time) throws IOException {
        int commit = commits() - 1;
        while (commit >= 0 && times.get(commit).isAfter(time)) {
            commit--;
        }
        return commit < 0 ? new Verdict.Absent() : in(trees.get(commit), kind, appId, name);
    }

    private Verdict in(ObjectId tree, String kind, String appId, String name) throws IOException {
        Verdict verdict = new Verdict.Absent();
        try (TreeWalk walk = directory(tree, appId)) {
            while (walk != null && walk.next()) {
                String file = walk.getNameString();
                int mode = walk.getRawMode(0);
                if (!(file.endsWith(".yaml") || file.endsWith(".yml"))
                        || (mode & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                    continue;
                }
                try {
                    verdict = last(documents(walk.getObjectId(0)), kind, name, verdict);
                } catch (SyntaxException e) {
                    return new Verdict.Unclaimed(appId + "/" + file);
                }
            }
        }
        return verdict;
    }

    private TreeWalk directory(ObjectId tree, String appId) throws IOException {
        ObjectId directory = tree;
        if (!appId.equals("/")) {
            try (TreeWalk found = TreeWalk.forPath(repository, appId, tree)) {
                if (found == null || !found.isSubtree()) {
                    return null;
                }
                directory = found.getObjectId(0);
            }
        }
        TreeWalk walk = new TreeWalk(repository);
        walk.addTree(directory);
        return walk;
    }

    private static Verdict last(List<YamlDocument> documents, String kind, String name, Verdict before) {
        Verdict last = before;
        for (YamlDocument document : documents) {
            if (document.value().path("kind").asString("").equals(kind)
                    && document.value().at("/metadata/name").asString("").equals(name)) {
                last = new Verdict.Present(document.value());
            }
        }
        return last;
    }

    /** @throws SyntaxException where the file cannot be read as a whole */
    List<YamlDocument> documents(ObjectId blob) throws IOException {
        return Yaml.documents(Yaml.decoded(repository.open(blob).getBytes()), DuplicateKeys.LAST_COUNTS);
    }

    private static RevCommit parent(RevWalk walk, RevCommit commit) throws IOException {
        return commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
    }
}
