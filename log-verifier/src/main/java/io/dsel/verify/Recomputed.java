package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.Each;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Reference;
import io.dsel.event.EventKind;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The declared aggregates that are recomputed, and why others are not. */
final class Recomputed {
    private static final String BUILT = "BUILT";
    private static final String LOST = " is not recomputed: the log has lost the oldest records of ";

    private final Map<String, Aggregate> byName;
    private final List<String> remarks;
    private final Map<EventKind, List<Aggregate>> taking = new HashMap<>();
    private final Map<String, List<Aggregate>> referring = new HashMap<>();

    private Recomputed(Map<String, Aggregate> byName, List<String> remarks) {
        this.byName = byName;
        this.remarks = remarks;
    }

    /**
     * Those whose measures can be worked out here, and of which the streams say that they are built of all that the log had
     * before them.
     *
     * @param builds what the streams say of each aggregate
     */
    static Recomputed of(Aggregates declared, JsonNode builds, Scope scope) {
        Map<String, String> states = new HashMap<>();
        builds.path("items")
                .forEach(build -> states.put(
                        rule(
                                build.path("aggregate").asString(""),
                                build.path("formula").asString("")),
                        build.path("state").asString("")));
        Map<String, Aggregate> byName = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        for (Aggregate aggregate : declared.all()) {
            String name = aggregate.name();
            String state = states.getOrDefault(rule(name, aggregate.formula()), "unknown to the streams");
            if (!scope.holdsGroupsOf(name) || name.equals(Executions.KIND)) {
                continue;
            }
            if (aggregate.manifest().fold().isPresent()) {
                remarks.add(name + " is not recomputed: it is added up by a fold in Java, not by measures");
            } else if (!state.equals(BUILT)) {
                remarks.add(name + " is not recomputed: it is " + state + ", not yet made of all events");
            } else {
                byName.put(name, aggregate);
            }
        }
        return new Recomputed(byName, remarks);
    }

    /** Those of these whose events, journal and aggregates the log still has from the first on. */
    Recomputed whole(LogEnds ends, LogEnds journal) {
        Map<String, Aggregate> whole = new TreeMap<>(byName);
        List<String> more = new ArrayList<>(remarks);
        for (Aggregate aggregate : byName.values()) {
            if (!ends.of(topic -> takes(aggregate, topic)).isWhole()) {
                whole.remove(aggregate.name());
                more.add(aggregate.name() + LOST + "events in it");
            } else if (!ends.of((Topics.AGGREGATES_PREFIX + aggregate.name())::equals)
                    .isWhole()) {
                whole.remove(aggregate.name());
                more.add(aggregate.name() + LOST + "its own");
            } else if ((isCalm(aggregate) || isEnriched(aggregate)) && !journal.isWhole()) {
                whole.remove(aggregate.name());
                more.add(aggregate.name() + LOST + "the journal");
            }
        }
        return new Recomputed(whole, more);
    }

    /** Whether it is told less often than with each event, so that it takes the journal to know of which events it is. */
    static boolean isCalm(Aggregate aggregate) {
        Emission emission = aggregate.manifest().emission();
        return emission.on() != Emission.On.EVENT || emission.every() > 1 || emission.seconds() > 0;
    }

    /** Whether it tells of the outside whenever that answers, to questions that only other events of the group end. */
    static boolean isEnriched(Aggregate aggregate) {
        return !isCalm(aggregate)
                && aggregate.manifest().each() == Each.EVENT
                && !aggregate.manifest().enrichments().isEmpty();
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** Whether the journal is needed. */
    boolean needsJournal() {
        return byName.values().stream().anyMatch(aggregate -> isCalm(aggregate) || isEnriched(aggregate));
    }

    boolean hasEnrichments() {
        return byName.values().stream().anyMatch(Recomputed::isEnriched);
    }

    List<Aggregate> taking(EventKind kind) {
        return taking.computeIfAbsent(kind, its -> byName.values().stream()
                .filter(aggregate -> aggregate.takes(its))
                .toList());
    }

    /** Those that tell of objects of that kind whenever one of their groups refers to it. @param kind of objects */
    List<Aggregate> referring(String kind) {
        return referring.computeIfAbsent(kind, its -> byName.values().stream()
                .filter(aggregate -> !isCalm(aggregate) && refersTo(aggregate, its::equals))
                .toList());
    }

    boolean hasReferences() {
        return byName.values().stream().anyMatch(aggregate -> !isCalm(aggregate) && refersTo(aggregate, kind -> true));
    }

    /** The one whose group that is. @param group an entity as text */
    Optional<Aggregate> ofGroup(String group) {
        return Optional.ofNullable(byName.get(group.substring(0, Math.max(0, group.indexOf('/')))));
    }

    /** Whether the topic holds events of groups, or their aggregates. */
    boolean needs(String topic) {
        return byName.values().stream()
                .anyMatch(aggregate ->
                        takes(aggregate, topic) || topic.equals(Topics.AGGREGATES_PREFIX + aggregate.name()));
    }

    /** Why others are not recomputed. */
    List<String> remarks() {
        return remarks;
    }

    private static boolean refersTo(Aggregate aggregate, Predicate<String> kind) {
        return aggregate.manifest().references().stream().map(Reference::kind).anyMatch(kind);
    }

    /** Whether events of the topic are in it, or may be of objects that it refers to: a kind can't always be told from a name. */
    private static boolean takes(Aggregate aggregate, String topic) {
        if (refersTo(aggregate, kind -> topic.startsWith(Topics.EVENTS_PREFIX + kind))) {
            return true;
        }
        return Stream.of(Topics.EVENTS_PREFIX, Topics.AGGREGATES_PREFIX)
                .filter(topic::startsWith)
                .anyMatch(prefix -> aggregate.takes(topic.substring(prefix.length())));
    }

    private static String rule(String name, String formula) {
        return name + "@" + formula;
    }
}
