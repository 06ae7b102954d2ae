package io.dsel.gateway.log;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kinds that have topics, as the log shows them.
 *
 * @param kinds by object kind
 * @param aggregates by name
 */
public record KindCatalogue(List<ObjectKind> kinds, List<EventTopic> aggregates) {

    /** @param schema {@code typed} or {@code open} */
    public record ObjectKind(String objectKind, String schema, List<EventTopic> eventKinds) {}

    /** A kind of event and its topic. */
    public record EventTopic(String name, String topic, int partitions) {}

    /** Whether there are events of that kind, or of objects of that kind. */
    public boolean holds(String kind) {
        return aggregates.stream().anyMatch(topic -> topic.name().equals(kind))
                || kinds.stream()
                        .anyMatch(one -> one.objectKind().equals(kind)
                                || one.eventKinds().stream().anyMatch(topic -> isOf(kind, topic.name())));
    }

    /** Of objects and of aggregates. */
    public List<String> names() {
        return Stream.concat(
                        kinds.stream().map(ObjectKind::objectKind),
                        aggregates.stream().map(EventTopic::name))
                .toList();
    }

    /** Also if the action is one of the kind's own, where a name does not tell where the kind ends. */
    private static boolean isOf(String kind, String eventKind) {
        try {
            return eventKind.equals(kind) || !EventKind.of(eventKind, kind).isAggregate();
        } catch (InvalidEventException e) {
            return false;
        }
    }

    /** @param partitions topic to its number of partitions; topics of other things are left out */
    static KindCatalogue of(Map<String, Integer> partitions, Kinds declared) {
        Map<String, List<EventTopic>> byObjectKind = new TreeMap<>();
        List<EventTopic> aggregates = new ArrayList<>();
        new TreeMap<>(partitions).forEach((topic, count) -> {
            if (Topics.EVENTS.matcher(topic).matches()) {
                String name = topic.substring(Topics.EVENTS_PREFIX.length());
                objectKind(name, partitions, declared).ifPresent(kind -> byObjectKind
                        .computeIfAbsent(kind, k -> new ArrayList<>())
                        .add(new EventTopic(name, topic, count)));
            } else if (Topics.AGGREGATES.matcher(topic).matches()) {
                aggregates.add(new EventTopic(topic.substring(Topics.AGGREGATES_PREFIX.length()), topic, count));
            }
        });
        List<ObjectKind> kinds = byObjectKind.entrySet().stream()
                .map(kind -> new ObjectKind(
                        kind.getKey(), declared.isTyped(kind.getKey()) ? "typed" : "open", kind.getValue()))
                .toList();
        return new KindCatalogue(kinds, aggregates);
    }

    /**
     * A topic's name does not say where the object's kind ends and the action begins. A declared kind tells, then a
     * standard action; for any other, the longest kind among the other topics that the name begins with.
     */
    private static Optional<String> objectKind(String name, Map<String, Integer> topics, Kinds declared) {
        return declared.eventKind(name)
                .map(EventKind::objectKind)
                .or(() -> standard(name))
                .or(() -> topics.keySet().stream()
                        .filter(topic -> topic.startsWith(Topics.EVENTS_PREFIX))
                        .flatMap(topic -> standard(topic.substring(Topics.EVENTS_PREFIX.length())).stream())
                        .filter(name::startsWith)
                        .max((a, b) -> Integer.compare(a.length(), b.length())));
    }

    private static Optional<String> standard(String name) {
        try {
            return Optional.of(EventKind.parse(name).objectKind());
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
