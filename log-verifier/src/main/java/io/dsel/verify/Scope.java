package io.dsel.verify;

import io.dsel.event.EntityKey;
import io.dsel.topic.Topics;
import java.util.Optional;
import java.util.Set;

/**
 * Which entities are compared.
 *
 * @param kinds of objects, or of aggregates; none for all
 * @param app of objects; empty for all
 */
public record Scope(Set<String> kinds, Optional<String> app) {
    public Scope {
        kinds = Set.copyOf(kinds);
    }

    /** Executions span kinds and apps, so it takes all events to recompute one. */
    boolean holdsExecutions() {
        return holdsGroupsOf(Executions.KIND);
    }

    /** Any group may be of events of all apps. @param aggregate its kind */
    boolean holdsGroupsOf(String aggregate) {
        return app.isEmpty() && holdsKind(aggregate);
    }

    boolean holdsKind(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    boolean holds(EntityKey entity) {
        return holdsKind(entity.kind())
                && app.filter(its -> !its.equals(entity.appId())).isEmpty();
    }

    /** Whether the topic may have to do with it; by its name, from which a kind can't always be told. */
    boolean mayNeed(String topic) {
        if (!Topics.EVENTS.matcher(topic).matches()
                && !Topics.AGGREGATES.matcher(topic).matches()) {
            return false;
        }
        return kinds.isEmpty()
                || holdsExecutions()
                || kinds.stream()
                        .anyMatch(kind -> topic.startsWith(Topics.EVENTS_PREFIX + kind)
                                || topic.equals(Topics.AGGREGATES_PREFIX + kind));
    }
}
