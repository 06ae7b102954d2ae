package io.dsel.e2e.history;

import io.dsel.e2e.history.Attempt.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds what clients were told against the log. Every write of a history is conditional, so the log of an entity must be a
 * chain, each event built on the one before; and what was told must have been true at some moment between question and
 * answer.
 */
final class HistoryChecker {
    private final List<Attempt> attempts;
    private final Map<String, List<Entry>> log = new HashMap<>();
    private final Map<String, Attempt> byId = new HashMap<>();
    private final Map<String, Integer> place = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    private HistoryChecker(List<Attempt> attempts, List<Entry> entries) {
        this.attempts = attempts;
        attempts.forEach(attempt -> byId.put(attempt.id(), attempt));
        entries.stream()
                .sorted(Comparator.comparing(entry -> entry.position().offset()))
                .forEach(entry -> log.computeIfAbsent(entry.entity(), entity -> new ArrayList<>())
                        .add(entry));
        log.values().forEach(chain -> {
            for (int i = 0; i < chain.size(); i++) {
                place.put(chain.get(i).id(), i);
            }
        });
    }

    /**
     * What is wrong, in words; empty if nothing is.
     *
     * @param entries all records; an entity's lie in one partition of one topic
     */
    static List<String> faults(List<Attempt> attempts, List<Entry> entries) {
        HistoryChecker checker = new HistoryChecker(attempts, entries);
        checker.requireOnce();
        checker.requireToldTruth();
        checker.requireOneSuccessor();
        checker.requireChains();
        checker.requireNothingStale();
        return checker.faults;
    }

    /** No event twice, and none that nobody sent. */
    private void requireOnce() {
        Set<String> seen = new HashSet<>();
        log.values()
                .forEach(chain -> chain.forEach(entry -> {
                    if (!seen.add(entry.id())) {
                        faults.add("doubled: " + entry.id() + " is in the log again at " + entry.position());
                    }
                    if (!byId.containsKey(entry.id())) {
                        faults.add("unknown: nobody sent " + entry.id() + " at " + entry.position());
                    }
                }));
    }

    private void requireToldTruth() {
        for (Attempt attempt : attempts) {
            Integer index = place.get(attempt.id());
            switch (attempt.outcome()) {
                case Outcome.Acknowledged told
                when index == null -> faults.add("dropped: " + attempt + " is not in the log");
                case Outcome.Acknowledged told -> {
                    Entry entry = log.get(attempt.entity()).get(index);
                    if (!entry.position().equals(told.position())) {
                        faults.add("misplaced: " + attempt + " lies at " + entry.position());
                    }
                }
                case Outcome.Refused told when index != null -> faults.add("refused, but stored: " + attempt);
                case Outcome.Refused told
                when !told.head().isEmpty() && !place.containsKey(told.head()) ->
                    faults.add("refused for a head that is not in the log: " + attempt);
                case Outcome.Refused told -> {}
                case Outcome.Maybe maybe -> {}
            }
        }
    }

    /** No two acknowledged writes were built on the same head. */
    private void requireOneSuccessor() {
        Map<String, Attempt> successors = new HashMap<>();
        for (Attempt attempt : attempts) {
            if (attempt.outcome() instanceof Outcome.Acknowledged) {
                Attempt other = successors.put(attempt.entity() + " " + attempt.basedOn(), attempt);
                if (other != null && !other.id().equals(attempt.id())) {
                    faults.add("both built on '" + attempt.basedOn() + "': " + other + " and " + attempt);
                }
            }
        }
    }

    /** Each event of the log is built on the one before it. */
    private void requireChains() {
        log.values().forEach(chain -> {
            String before = "";
            for (Entry entry : chain) {
                Attempt attempt = byId.get(entry.id());
                if (attempt != null && !attempt.basedOn().equals(before)) {
                    faults.add("broken: " + entry + " was built on '" + attempt.basedOn() + "', but lies behind '"
                            + before + "'");
                }
                before = entry.id();
            }
        });
    }

    /** What was acknowledged before a question was put is not behind the answer. */
    private void requireNothingStale() {
        Map<String, List<Attempt>> byEntity = new HashMap<>();
        attempts.forEach(attempt -> byEntity.computeIfAbsent(attempt.entity(), entity -> new ArrayList<>())
                .add(attempt));
        byEntity.values().forEach(this::requireNothingStale);
    }

    private void requireNothingStale(List<Attempt> ofEntity) {
        List<Attempt> acknowledged = ofEntity.stream()
                .filter(attempt -> attempt.outcome() instanceof Outcome.Acknowledged)
                .filter(attempt -> place.containsKey(attempt.id()))
                .sorted(Comparator.comparingLong(Attempt::answered))
                .toList();
        List<Attempt> asked = ofEntity.stream()
                .sorted(Comparator.comparingLong(HistoryChecker::asked))
                .toList();
        int known = -1;
        int next = 0;
        for (Attempt attempt : asked) {
            while (next < acknowledged.size() && acknowledged.get(next).answered() < asked(attempt)) {
                known = Math.max(known, place.get(acknowledged.get(next).id()));
                next++;
            }
            int told = told(attempt);
            if (told < known) {
                faults.add(
                        "stale: " + attempt + " tells of place " + told + " when " + known + " had been acknowledged");
            }
        }
    }

    /** An acknowledgement may be of the first time it was sent, a refusal is of the last. */
    private static long asked(Attempt attempt) {
        return attempt.outcome() instanceof Outcome.Refused ? attempt.lastSent() : attempt.firstSent();
    }

    /** The place in the entity's chain that the answer speaks of. */
    private int told(Attempt attempt) {
        return switch (attempt.outcome()) {
            case Outcome.Acknowledged yes -> place.getOrDefault(attempt.id(), Integer.MAX_VALUE);
            case Outcome.Refused no -> no.head().isEmpty() ? -1 : place.getOrDefault(no.head(), Integer.MAX_VALUE);
            case Outcome.Maybe maybe -> Integer.MAX_VALUE;
        };
    }
}
