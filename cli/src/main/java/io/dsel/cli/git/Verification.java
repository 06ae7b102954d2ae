package io.dsel.cli.git;

import io.dsel.cli.git.GitOracle.Verdict;
import io.dsel.cli.progress.Progress;
import io.dsel.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Compares what is stored with what git says, for random objects at random times. */
final class Verification {
    /** How many samples may turn out to be such that git says nothing, for each that is wanted. */
    private static final int UNCLAIMED_FACTOR = 10;

    /** What is stored is not what git says. */
    record Mismatch(Sample sample, String difference) {}

    /**
     * What was found.
     *
     * @param present samples where git has the object
     * @param absent samples where git does not have it
     * @param unclaimed samples of which git says nothing, beside the others
     * @param reads how long each read of what is stored took, the shortest first
     */
    record Result(int present, int absent, int unclaimed, List<Mismatch> mismatches, List<Duration> reads) {

        Result {
            reads = reads.stream().sorted().toList();
        }

        int compared() {
            return present + absent;
        }

        /** As long as that share of the reads took, or less; zero if there were none. */
        Duration readsWithin(double share) {
            int last = (int) Math.ceil(share * reads.size()) - 1;
            return reads.isEmpty() ? Duration.ZERO : reads.get(Math.max(0, last));
        }

        /** Whether all that was compared is what git says. */
        boolean isClean() {
            return mismatches.isEmpty() && compared() > 0;
        }
    }

    private final Stack stack;
    private final GitOracle oracle;
    private final Samples samples;
    private final Patience patience;
    private final List<Duration> reads = new ArrayList<>();

    Verification(Stack stack, GitOracle oracle, Samples samples, Patience patience) {
        this.stack = stack;
        this.oracle = oracle;
        this.samples = samples;
        this.patience = patience;
    }

    Result run(int wanted, Progress progress) throws IOException, InterruptedException {
        int present = 0;
        int absent = 0;
        int unclaimed = 0;
        List<Mismatch> mismatches = new ArrayList<>();
        progress.start("comparing", "objects", wanted);
        while (present + absent < wanted && unclaimed < wanted * UNCLAIMED_FACTOR) {
            Sample sample = samples.next();
            Verdict verdict = oracle.at(sample.kind(), sample.appId(), sample.name(), sample.time());
            switch (verdict) {
                case Verdict.Unclaimed none -> unclaimed++;
                case Verdict.Absent none -> absent++;
                case Verdict.Present some -> present++;
            }
            if (!(verdict instanceof Verdict.Unclaimed)) {
                String difference = provedDifference(sample, verdict);
                if (!difference.isEmpty()) {
                    mismatches.add(new Mismatch(sample, difference));
                }
            }
            progress.at(present + absent);
        }
        progress.end();
        return new Result(present, absent, unclaimed, mismatches, reads);
    }

    /** Reads may lag behind writes, so a difference counts as one only if it is proved that none is left to come. */
    private String provedDifference(Sample sample, Verdict verdict) throws InterruptedException {
        String difference = difference(verdict, read(sample));
        return difference.isEmpty() ? difference : difference(verdict, readStrong(sample));
    }

    private ObjectAnswer readStrong(Sample sample) throws InterruptedException {
        return patience.run(() -> stack.readStrong(sample.kind(), sample.appId(), sample.name(), sample.time()));
    }

    private ObjectAnswer read(Sample sample) throws InterruptedException {
        return patience.run(() -> {
            long began = System.nanoTime();
            ObjectAnswer answer = stack.read(sample.kind(), sample.appId(), sample.name(), sample.time());
            reads.add(Duration.ofNanos(System.nanoTime() - began));
            return answer;
        });
    }

    /** @return what differs, empty where nothing does */
    static String difference(Verdict git, ObjectAnswer stored) {
        if (!(git instanceof Verdict.Present(JsonNode expected))) {
            return stored instanceof ObjectAnswer.Found ? "is stored, but not in git" : "";
        }
        return switch (stored) {
            case ObjectAnswer.NotYet none -> "is in git, but not stored";
            case ObjectAnswer.Deleted none -> "is in git, but stored as deleted";
            // As JSON says it: there 8 and 08 are one number.
            case ObjectAnswer.Found(JsonNode actual) -> firstDifference("", Json.parse(Json.write(expected)), actual);
        };
    }

    private static String firstDifference(String path, JsonNode git, JsonNode stored) {
        if (git.isObject() && stored.isObject()) {
            for (String field : git.propertyNames()) {
                String difference = firstDifference(path + "/" + field, git.path(field), stored.path(field));
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return git.size() == stored.size() ? "" : path + " has fields that git does not have";
        }
        if (git.isArray() && stored.isArray() && git.size() == stored.size()) {
            for (int i = 0; i < git.size(); i++) {
                String difference = firstDifference(path + "/" + i, git.get(i), stored.get(i));
                if (!difference.isEmpty()) {
                    return difference;
                }
            }
            return "";
        }
        return git.equals(stored) ? "" : path + " is " + shortened(git) + " in git and " + shortened(stored) + " here";
    }

    private static String shortened(JsonNode value) {
        String text = value.isMissingNode() ? "missing" : Json.write(value);
        return text.length() > 80 ? text.substring(0, 77) + "..." : text;
    }
}
