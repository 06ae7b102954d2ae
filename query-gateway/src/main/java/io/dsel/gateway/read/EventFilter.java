package io.dsel.gateway.read;

import io.dsel.event.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which events are meant. Values of one field are alternatives, none means any; different fields must all hold.
 *
 * @param kinds event kinds or object kinds
 * @param causes ids of the events that led to them
 * @param from event time, inclusive
 * @param to event time, exclusive
 * @param knownAt log time, inclusive
 */
public record EventFilter(
        List<String> kinds,
        List<String> users,
        List<String> correlations,
        List<String> causes,
        List<String> apps,
        List<String> executions,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Instant> knownAt) {

    public static final EventFilter ALL = new EventFilter(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public EventFilter {
        kinds = List.copyOf(kinds);
        users = List.copyOf(users);
        correlations = List.copyOf(correlations);
        causes = List.copyOf(causes);
        apps = List.copyOf(apps);
        executions = List.copyOf(executions);
    }

    /** The same of other kinds. */
    public EventFilter ofKinds(List<String> others) {
        return new EventFilter(others, users, correlations, causes, apps, executions, from, to, knownAt);
    }

    public static EventFilter ofExecution(String execution) {
        return new EventFilter(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(execution),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean admits(Event event, Instant logTime) {
        return any(kinds, event.kind().name(), event.kind().objectKind())
                && any(users, event.meta().userId())
                && any(correlations, event.meta().correlationId())
                && anyOrNone(causes, event.meta().causationId())
                && any(apps, event.meta().appId())
                && any(executions, event.meta().executionId())
                && isKnown(logTime)
                && isWithin(event.meta().timestamp());
    }

    /** Whether the log held it then. */
    public boolean isKnown(Instant logTime) {
        return knownAt.filter(logTime::isAfter).isEmpty();
    }

    public boolean isWithin(Instant time) {
        return from.filter(time::isBefore).isEmpty()
                && to.filter(end -> !time.isBefore(end)).isEmpty();
    }

    /** @param has null if it has none */
    private static boolean anyOrNone(List<String> wanted, String has) {
        return wanted.isEmpty() || has != null && wanted.contains(has);
    }

    private static boolean any(List<String> wanted, String... has) {
        return wanted.isEmpty() || Arrays.stream(has).anyMatch(wanted::contains);
    }
}
