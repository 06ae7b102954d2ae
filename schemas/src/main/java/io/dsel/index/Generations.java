package io.dsel.index;

import io.dsel.json.Json;
import io.dsel.rebuild.RefusedStepException;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The generations of the index. All that are here are written, each by a consumer group of its own; one is read. At most
 * one stands beside the live one: a candidate, which was not read yet or was rolled back, or the one from before a
 * promotion. A number is never used again, so what is left of a dropped one is never taken for another.
 *
 * @param live is read
 * @param candidate may be promoted
 * @param previous is what a rollback goes back to
 * @param next the number of the next candidate
 * @param rate documents a second that each instance of the sink writes to a candidate that is being built; 0 for no limit
 */
public record Generations(int live, OptionalInt candidate, OptionalInt previous, int next, int rate) {
    /** Where nothing was ever rebuilt. */
    public static final Generations FIRST = new Generations(1, OptionalInt.empty(), OptionalInt.empty(), 2, 0);

    public Generations {
        if (candidate.isPresent() && previous.isPresent()) {
            throw new IllegalArgumentException("a candidate " + candidate + " and a previous " + previous + " at once");
        }
        SortedSet<Integer> all = numbers(live, candidate, previous);
        if (all.first() < 1 || all.last() >= next || rate < 0) {
            throw new IllegalArgumentException("generations " + all + " before " + next + ", at " + rate + " a second");
        }
    }

    /**
     * The consumer group that fills a generation; its committed offsets say what that has. The first has the name as it
     * is.
     */
    public static String group(String name, int generation) {
        return generation == 1 ? name : name + "-v" + generation;
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} gives */
    public static Generations read(byte[] json) {
        JsonNode state = Json.parse(json);
        return new Generations(
                state.path("live").asInt(0),
                number(state, "candidate"),
                number(state, "previous"),
                state.path("next").asInt(0),
                state.path("rate").asInt(0));
    }

    public byte[] write() {
        ObjectNode state = Json.MAPPER.createObjectNode().put("live", live);
        candidate.ifPresent(number -> state.put("candidate", number));
        previous.ifPresent(number -> state.put("previous", number));
        return Json.writeBytes(state.put("next", next).put("rate", rate));
    }

    /** Every generation that is written. */
    public SortedSet<Integer> all() {
        return numbers(live, candidate, previous);
    }

    /** The one beside the live one. */
    public OptionalInt other() {
        return candidate.isPresent() ? candidate : previous;
    }

    /** Whether a generation was here once and is here no more. One of a later number is not ours to judge. */
    public boolean isDropped(int generation) {
        return generation < next && !all().contains(generation);
    }

    /** {@code LIVE}, {@code CANDIDATE} or {@code PREVIOUS}. */
    public String role(int generation) {
        if (generation == live) {
            return "LIVE";
        }
        return candidate.isPresent() && candidate.getAsInt() == generation ? "CANDIDATE" : "PREVIOUS";
    }

    /**
     * With a candidate; the one that is there goes on at that rate.
     *
     * @throws RefusedStepException if there is one from before a promotion
     */
    public Generations start(int newRate) {
        if (previous.isPresent()) {
            throw new RefusedStepException("generation " + previous.getAsInt() + " from before the promotion is still"
                    + " there; drop it first (dsel rebuild drop index), or roll back");
        }
        return candidate.isPresent()
                ? new Generations(live, candidate, previous, next, newRate)
                : new Generations(live, OptionalInt.of(next), previous, next + 1, newRate);
    }

    /** @throws RefusedStepException if there is no candidate */
    public Generations promote() {
        int promoted = candidate.orElseThrow(
                () -> new RefusedStepException("there is no candidate to promote; dsel rebuild index builds one"));
        return new Generations(promoted, OptionalInt.empty(), OptionalInt.of(live), next, 0);
    }

    /** @throws RefusedStepException if nothing was promoted, or what was read before has been dropped */
    public Generations rollback() {
        int before = previous.orElseThrow(() -> new RefusedStepException(
                "there is no generation from before to go back to; dsel rebuild index builds one anew"));
        return new Generations(before, OptionalInt.of(live), OptionalInt.empty(), next, 0);
    }

    /** @throws RefusedStepException if there is none beside the live one */
    public Generations drop() {
        if (other().isEmpty()) {
            throw new RefusedStepException(
                    "generation " + live + " is the only one and is read; there is nothing to drop");
        }
        return new Generations(live, OptionalInt.empty(), OptionalInt.empty(), next, 0);
    }

    private static OptionalInt number(JsonNode state, String field) {
        return state.path(field).isIntegralNumber()
                ? OptionalInt.of(state.path(field).asInt())
                : OptionalInt.empty();
    }

    private static SortedSet<Integer> numbers(int live, OptionalInt candidate, OptionalInt previous) {
        SortedSet<Integer> all = new TreeSet<>();
        all.add(live);
        candidate.ifPresent(all::add);
        previous.ifPresent(all::add);
        return all;
    }
}
