package io.dsel.ingest;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The kinds that have topics.
 *
 * @param kinds by object kind, in alphabetical order
 */
record KindCatalogue(List<ObjectKind> kinds, List<Aggregate> aggregates) {
    private static final String EVENT = "Event";

    /** @param schema {@code typed} or {@code open} */
    record ObjectKind(String objectKind, String schema, List<Member> eventKinds) {}

    record Member(String name, String topic, int partitions) {}

    /** @param formula of the one that is declared; empty where none is declared any more */
    record Aggregate(String name, String topic, int partitions, String formula) {}

    /** @param topics of events and aggregates, with their numbers of partitions */
    static KindCatalogue of(Map<String, Integer> topics, Kinds declared, Aggregates derived) {
        SortedMap<String, String> objectKinds = objectKinds(topics, declared);
        SortedMap<String, List<Member>> members = new TreeMap<>();
        List<Aggregate> aggregates = new ArrayList<>();
        new TreeMap<>(topics).forEach((topic, partitions) -> {
            if (topic.startsWith(Topics.AGGREGATES_PREFIX)) {
                String name = topic.substring(Topics.AGGREGATES_PREFIX.length());
                String formula = derived.find(name).map(it -> it.formula()).orElse("");
                aggregates.add(new Aggregate(name, topic, partitions, formula));
            } else {
                String name = topic.substring(Topics.EVENTS_PREFIX.length());
                members.computeIfAbsent(objectKinds.get(name), kind -> new ArrayList<>())
                        .add(new Member(name, topic, partitions));
            }
        });
        List<ObjectKind> kinds = members.entrySet().stream()
                .map(entry -> new ObjectKind(
                        entry.getKey(), declared.isTyped(entry.getKey()) ? "typed" : "open", entry.getValue()))
                .toList();
        return new KindCatalogue(kinds, aggregates);
    }

    /**
     * Event kind to object kind. A topic's name does not say where the object's kind ends; a declared kind does, a standard
     * action does, and for any other the longest kind that is known to stand in front.
     */
    private static SortedMap<String, String> objectKinds(Map<String, Integer> topics, Kinds declared) {
        SortedMap<String, String> found = new TreeMap<>();
        List<String> others = new ArrayList<>();
        topics.keySet().stream()
                .filter(topic -> topic.startsWith(Topics.EVENTS_PREFIX))
                .map(topic -> topic.substring(Topics.EVENTS_PREFIX.length()))
                .forEach(name -> declared.eventKind(name)
                        .or(() -> parse(name))
                        .ifPresentOrElse(kind -> found.put(name, kind.objectKind()), () -> others.add(name)));
        List<String> known = found.values().stream()
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String name : others) {
            found.put(name, known.stream().filter(name::startsWith).findFirst().orElse(withoutEvent(name)));
        }
        return found;
    }

    private static Optional<EventKind> parse(String name) {
        try {
            return Optional.of(EventKind.parse(name));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    private static String withoutEvent(String name) {
        return name.endsWith(EVENT) ? name.substring(0, name.length() - EVENT.length()) : name;
    }
}
