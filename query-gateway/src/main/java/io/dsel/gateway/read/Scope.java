package io.dsel.gateway.read;

import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.topic.Topics;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which part of the log a question is about.
 *
 * @param topics those that may hold what is asked for
 * @param entity if all of it is about this one, and so in its partition
 * @param derived whether it is derived from events of any kind, as aggregates are
 */
public record Scope(Predicate<String> topics, Optional<EntityKey> entity, boolean derived) {
    private static final Predicate<String> EVENTS = topic -> topic.startsWith(Topics.EVENTS_PREFIX);

    public static Scope of(EntityKey entity) {
        return new Scope(topicsOf(entity.kind()), Optional.of(entity), EventKind.isAggregate(entity.kind()));
    }

    public static Scope ofKind(String kind) {
        return new Scope(topicsOf(kind), Optional.empty(), EventKind.isAggregate(kind));
    }

    /** @param kinds event kinds or object kinds; none for all domain events */
    public static Scope ofKinds(Collection<String> kinds) {
        Predicate<String> topics = kinds.stream()
                .map(kind -> topicsOf(kind).or((Topics.EVENTS_PREFIX + kind)::equals))
                .reduce(Predicate::or)
                .orElse(EVENTS);
        return new Scope(topics, Optional.empty(), kinds.stream().anyMatch(EventKind::isAggregate));
    }

    /** Every topic of domain events. */
    public static Scope ofAllEvents() {
        return new Scope(EVENTS, Optional.empty(), false);
    }

    /** Topics that may hold events of objects of the kind: a name does not tell where the kind ends. */
    public static Predicate<String> topicsOf(String kind) {
        String events = Topics.EVENTS_PREFIX + kind;
        String aggregates = Topics.AGGREGATES_PREFIX + kind;
        return topic -> topic.startsWith(events) || topic.equals(aggregates);
    }
}
