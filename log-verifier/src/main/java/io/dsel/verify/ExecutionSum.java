package io.dsel.verify;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.verify.Contribution.Named;
import io.dsel.verify.ExecutionFact.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events of an execution add up to: the sections that its aggregate must say. Takes the events in their order,
 * each once, so the last to say something of a thing is the one that counts.
 */
final class ExecutionSum {
    /** Names in a list; of more, the smallest by text, and a word that there are more. */
    private static final int MOST_NAMES = 50;

    private static final List<String> SECTIONS = List.of("summary", "eventStream", "references");

    private EventOrder first;
    private String triggeredBy;
    private EventOrder last;
    private long events;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private String phase;
    private PhaseStatus status = PhaseStatus.RUNNING;
    private EventOrder phaseBy;
    private long errors;
    private long warnings;
    private Named artifact;
    private final SortedMap<String, Named> configs = new TreeMap<>();
    private final SortedSet<String> deployments = new TreeSet<>();
    private final SortedSet<String> approvedBy = new TreeSet<>();

    void add(Part part) {
        Contribution event = part.contribution();
        if (events++ == 0) {
            first = part.order();
            triggeredBy = event.userId();
        }
        last = part.order();
        counts.merge(event.kind(), 1L, Long::sum);
        errors += event.errors();
        warnings += event.warnings();
        if (event.phase() != null) {
            phase = event.phase();
            status = event.status();
            phaseBy = part.order();
        }
        if (event.artifact() != null) {
            artifact = event.artifact();
        }
        addConfigs(event.configs());
        if (event.objectKind().equals("Deployment")) {
            add(deployments, new EntityKey("Deployment", event.appId(), event.name()).text());
        }
        event.approvedBy().forEach(name -> add(approvedBy, name));
    }

    long events() {
        return events;
    }

    /** The sections, as {@link #sections} gives those of an aggregate. */
    ObjectNode expected() {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        ObjectNode summary = spec.putObject("summary");
        if (phase != null) {
            summary.put("phase", phase);
        }
        summary.put("status", status.name());
        summary.put("startTime", time(first));
        if (status != PhaseStatus.RUNNING) {
            summary.put("endTime", time(phaseBy));
            summary.put(
                    "duration",
                    Duration.ofMillis(phaseBy.timestamp() - first.timestamp()).toString());
        }
        summary.put("errorCount", errors);
        summary.put("warningCount", warnings);
        ObjectNode stream = spec.putObject("eventStream");
        stream.put("totalEvents", events);
        stream.put("firstEventId", first.eventId());
        stream.put("lastEventId", last.eventId());
        ObjectNode byKind = stream.putObject("counts");
        counts.forEach(byKind::put);
        addReferences(spec.putObject("references"));
        return spec;
    }

    /**
     * What of an aggregate follows from the set of events alone: without its formula, without its number in the sequence of
     * what its group came to know, and without nulls.
     */
    static ObjectNode sections(JsonNode spec) {
        ObjectNode sections = Json.MAPPER.createObjectNode();
        for (String name : SECTIONS) {
            if (spec.has(name)) {
                sections.set(name, withoutNulls(spec.get(name)));
            }
        }
        if (sections.get("eventStream") instanceof ObjectNode stream) {
            stream.remove("sequence");
        }
        return sections;
    }

    private void addReferences(ObjectNode references) {
        if (artifact != null) {
            write(references.putObject("artifact"), artifact);
        }
        ArrayNode itsConfigs = references.putArray("configs");
        configs.values().stream().limit(MOST_NAMES).forEach(config -> write(itsConfigs.addObject(), config));
        ArrayNode itsDeployments = references.putArray("deployments");
        deployments.stream().limit(MOST_NAMES).map(EntityKey::parse).forEach(key -> itsDeployments
                .addObject()
                .put("name", key.name())
                .put("appId", key.appId()));
        references.put("triggeredBy", triggeredBy);
        ArrayNode approvers = references.putArray("approvedBy");
        approvedBy.stream().limit(MOST_NAMES).forEach(approvers::add);
        boolean more = configs.size() > MOST_NAMES || deployments.size() > MOST_NAMES || approvedBy.size() > MOST_NAMES;
        references.put("truncated", more);
    }

    /** An event that names a config twice means the first. */
    private void addConfigs(List<Named> named) {
        for (Named config : named.reversed()) {
            configs.put(config.name(), config);
        }
        while (configs.size() > MOST_NAMES + 1) {
            configs.remove(configs.lastKey());
        }
    }

    private static void add(SortedSet<String> names, String name) {
        names.add(name);
        if (names.size() > MOST_NAMES + 1) {
            names.remove(names.last());
        }
    }

    private static void write(ObjectNode to, Named named) {
        to.put("name", named.name());
        if (named.version() != null) {
            to.put("version", named.version());
        }
    }

    private static String time(EventOrder order) {
        return EventJson.time(Instant.ofEpochMilli(order.timestamp()));
    }

    private static JsonNode withoutNulls(JsonNode value) {
        if (value.isArray()) {
            ArrayNode items = Json.MAPPER.createArrayNode();
            value.forEach(item -> items.add(withoutNulls(item)));
            return items;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode present = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!field.getValue().isNull()) {
                present.set(field.getKey(), withoutNulls(field.getValue()));
            }
        }
        return present;
    }
}
