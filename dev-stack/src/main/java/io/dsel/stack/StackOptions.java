package io.dsel.stack;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a stack consists of.
 *
 * @param ports how its ports are chosen
 * @param parts the outside parts and services, without the streams
 * @param streams how many instances of the streams service
 * @param region where events are first written, as the services are told
 * @param quick start fast rather than run fast: for tests
 * @param environment by part name: variables for that part, over those that the stack sets itself
 */
public record StackOptions(
        PortPlan ports,
        Set<String> parts,
        int streams,
        String region,
        boolean quick,
        Map<String, Map<String, String>> environment) {

    private static final Set<String> OUTSIDE = Set.of(Part.BROKER, Part.REGISTRY, Part.OPEN_SEARCH);
    private static final Set<String> ONE_OF_EACH = Set.of(Part.INGEST, Part.SINK, Part.GATEWAY);
    private static final Set<String> SERVICES = services();

    public StackOptions {
        parts = Set.copyOf(parts);
        environment = Map.copyOf(environment);
        Set<String> unknown = new LinkedHashSet<>(parts);
        unknown.removeAll(OUTSIDE);
        unknown.removeAll(SERVICES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the stack has no parts " + unknown + "; it has " + OUTSIDE + " and "
                    + SERVICES + ", and streams by number");
        }
        if (streams < 0 || streams > PortName.MOST_STREAMS) {
            throw new IllegalArgumentException(
                    "streams must be from 0 to " + PortName.MOST_STREAMS + ", not " + streams);
        }
    }

    /** This. @throws IllegalArgumentException when a service was asked for without a part that it needs */
    public StackOptions requireComplete() {
        boolean services = streams > 0 || parts.stream().anyMatch(SERVICES::contains);
        if (services && !(parts.contains(Part.BROKER) && parts.contains(Part.REGISTRY))) {
            throw new IllegalArgumentException("the services need " + Part.BROKER + " and " + Part.REGISTRY);
        }
        boolean readers = parts.contains(Part.SINK) || parts.contains(Part.GATEWAY);
        if (readers && !parts.contains(Part.OPEN_SEARCH)) {
            throw new IllegalArgumentException(Part.SINK + " and " + Part.GATEWAY + " need " + Part.OPEN_SEARCH);
        }
        return this;
    }

    /** Nothing yet, on free ports. */
    public static StackOptions none() {
        return new StackOptions(new PortPlan.Free(), Set.of(), 0, "local", false, Map.of());
    }

    /** The whole pipeline, with one instance of everything, on the usual ports. */
    public static StackOptions everything() {
        Set<String> parts = new LinkedHashSet<>(OUTSIDE);
        parts.addAll(ONE_OF_EACH);
        return new StackOptions(new PortPlan.Usual(), parts, 1, "local", false, Map.of());
    }

    public StackOptions with(String part) {
        Set<String> more = new LinkedHashSet<>(parts);
        more.add(part);
        return new StackOptions(ports, more, streams, region, quick, environment);
    }

    public StackOptions withPorts(PortPlan plan) {
        return new StackOptions(plan, parts, streams, region, quick, environment);
    }

    public StackOptions withStreams(int instances) {
        return new StackOptions(ports, parts, instances, region, quick, environment);
    }

    public StackOptions withQuick(boolean quicker) {
        return new StackOptions(ports, parts, streams, region, quicker, environment);
    }

    public StackOptions withRegion(String name) {
        return new StackOptions(ports, parts, streams, name, quick, environment);
    }

    public StackOptions withEnvironment(String part, String variable, String value) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>(environment);
        Map<String, String> ofPart = new LinkedHashMap<>(all.getOrDefault(part, Map.of()));
        ofPart.put(variable, value);
        all.put(part, Map.copyOf(ofPart));
        return new StackOptions(ports, parts, streams, region, quick, all);
    }

    private static Set<String> services() {
        Set<String> services = new TreeSet<>(ONE_OF_EACH);
        for (int number = 2; number <= PortName.MOST_INGESTS; number++) {
            services.add(Part.ingest(number));
        }
        return services;
    }
}
