package io.dsel.aggregate.laws;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import io.dsel.aggregate.Member;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tries whether what a fold tells is a function of the set of its events: in any order, wherever its state was kept in
 * between, and with one taken back. That no event is added twice is the streams' part. For one thread.
 *
 * <p>Whatever is broken is an {@link AssertionError} that names the seed, so any test framework will do.
 */
public final class FoldLaws {
    /** Different orders and places to keep the state at, for each set of events. */
    private static final int TRIES = 20;

    private static final int EVENTS_BETWEEN_STATES = 4;

    private final FoldProvider provider;
    private final long seed;
    private final Random random;

    public FoldLaws(FoldProvider provider, long seed) {
        this.provider = provider;
        this.seed = seed;
        random = new Random(seed);
    }

    /**
     * @param members of one group, each event once; whoever draws them by lot tries few and more than the fold's bounds
     * @throws AssertionError naming the law that does not hold
     */
    public void hold(List<Member> members) {
        String expected = told(of(members));
        List<Member> shuffled = new ArrayList<>(members);
        for (int i = 0; i < TRIES; i++) {
            Collections.shuffle(shuffled, random);
            require(expected, told(of(shuffled)), "in another order the same events say something else");
            require(expected, told(inPieces(shuffled)), "read from its state a fold says something else");
            takeBack(shuffled);
        }
    }

    private void takeBack(List<Member> members) {
        if (members.size() < 2) {
            return;
        }
        Fold all = of(members);
        if (all.remove(members.getFirst())) {
            String others = told(of(members.subList(1, members.size())));
            require(others, told(all), "an event that was taken back is still told of");
        }
    }

    private Fold of(List<Member> members) {
        Fold fold = provider.empty();
        members.forEach(fold::add);
        return fold;
    }

    private Fold inPieces(List<Member> members) {
        Fold fold = provider.empty();
        for (Member member : members) {
            fold.add(member);
            if (random.nextInt(EVENTS_BETWEEN_STATES) == 0) {
                fold = provider.read(fold.state());
            }
        }
        return provider.read(fold.state());
    }

    /** What it writes and its phase, in one text. */
    private static String told(Fold fold) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        fold.writeTo(spec);
        return Json.write(spec) + fold.phase().map(phase -> ", phase " + phase).orElse("");
    }

    private void require(String expected, String found, String broken) {
        if (!expected.equals(found)) {
            throw new AssertionError(provider.name() + " " + provider.version() + ", seed " + seed + ": " + broken
                    + ": " + found + " in place of " + expected);
        }
    }
}
