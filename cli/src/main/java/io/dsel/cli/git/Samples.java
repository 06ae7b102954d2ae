package io.dsel.cli.git;

import io.dsel.json.SyntaxException;
import io.dsel.json.YamlDocument;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import tools.jackson.databind.JsonNode;

/**
 * Random objects at random times. Most are of the commit that was the tip then; the others of any commit, so that many
 * of them do not exist yet, or no more.
 */
final class Samples {

    private static final double OF_THE_TIP = 0.7;
    private static final int ATTEMPTS = 1000;

    private final Repository repository;
    private final GitOracle oracle;
    private final RandomGenerator random;

    Samples(Repository repository, GitOracle oracle, RandomGenerator random) {
        this.repository = repository;
        this.oracle = oracle;
        this.random = random;
    }

    /** @throws ImportException where the history hardly has any objects */
    Sample next() throws IOException {
        for (int i = 0; i < ATTEMPTS; i++) {
            int tip = random.nextInt(oracle.commits());
            int commit = random.nextDouble() < OF_THE_TIP ? tip : random.nextInt(oracle.commits());
            Optional<Sample> sample = sample(commit, time(tip));
            if (sample.isPresent()) {
                return sample.get();
            }
        }
        throw new ImportException("the history has no objects to check, or next to none");
    }

    /** Any moment while the commit was the tip, its first and its last among them. */
    private Instant time(int commit) {
        Instant from = oracle.time(commit);
        Instant until =
                commit + 1 < oracle.commits() ? oracle.time(commit + 1).minusMillis(1) : from.plus(Duration.ofDays(1));
        long millis = Duration.between(from, until).toMillis();
        return switch (random.nextInt(3)) {
            case 0 -> from;
            case 1 -> until;
            default -> from.plusMillis(random.nextLong(millis + 1));
        };
    }

    private Optional<Sample> sample(int commit, Instant time) throws IOException {
        List<String> paths = new ArrayList<>();
        List<ObjectId> blobs = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(oracle.tree(commit));
            walk.setRecursive(true);
            while (walk.next()) {
                if (walk.getPathString().endsWith(".yaml")
                        || walk.getPathString().endsWith(".yml")) {
                    paths.add(walk.getPathString());
                    blobs.add(walk.getObjectId(0));
                }
            }
        }
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        int file = random.nextInt(paths.size());
        return object(blobs.get(file)).map(object -> sample(object, paths.get(file), time));
    }

    private Optional<JsonNode> object(ObjectId blob) throws IOException {
        try {
            List<JsonNode> objects = oracle.documents(blob).stream()
                    .map(YamlDocument::value)
                    .filter(document -> document.path("kind").isString()
                            && document.at("/metadata/name").isString())
                    .toList();
            return objects.isEmpty() ? Optional.empty() : Optional.of(objects.get(random.nextInt(objects.size())));
        } catch (SyntaxException e) {
            return Optional.empty();
        }
    }

    private static Sample sample(JsonNode object, String path, Instant time) {
        int slash = path.lastIndexOf('/');
        return new Sample(
                object.path("kind").stringValue(),
                slash < 0 ? GitEvents.ROOT : path.substring(0, slash),
                object.at("/metadata/name").stringValue(),
                time);
    }
}
