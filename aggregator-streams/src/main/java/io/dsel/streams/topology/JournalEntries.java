package io.dsel.streams.topology;

import io.dsel.event.Event;
import io.dsel.event.EventMeta;
import io.dsel.events.JournalEntry;
import io.dsel.events.NamedVersion;
import io.dsel.kind.Action;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.streams.store.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the fold of an execution needs of an event. */
final class JournalEntries {
    /** More than these of one event do not enter a summary that is bounded anyway. */
    private static final int MOST_NAMES = 200;

    private JournalEntries() {}

    /** @param step what the event's action means */
    static JournalEntry of(ReadEvent read, Place place, Optional<Action.Step> step) {
        Event event = read.event();
        EventMeta meta = event.meta();
        Optional<Action.Step> phased = step.filter(it -> it.phase().isPresent());
        return JournalEntry.newBuilder()
                .setEventId(meta.eventId())
                .setTimestamp(meta.timestamp())
                .setKind(event.kind().name())
                .setObjectKind(event.kind().objectKind())
                .setAppId(meta.appId())
                .setName(meta.name())
                .setUserId(meta.userId())
                .setCorrelationId(meta.correlationId())
                .setCausationId(meta.causationId())
                .setRegion(meta.region())
                .setTopic(place.position().topic())
                .setPartition(place.position().partition())
                .setOffset(place.position().offset())
                .setLogTime(Instant.ofEpochMilli(place.logTime()))
                .setBodyHash(read.bodyHash())
                .setArtifact(artifact(event))
                .setConfigs(configs(event))
                .setApprovedBy(approvedBy(event))
                .setErrors(errors(event, step))
                .setWarnings(warnings(event))
                .setPhase(phased.flatMap(Action.Step::phase).orElse(null))
                .setPhaseStatus(phased.map(it -> it.status().name()).orElse(null))
                .build();
    }

    private static NamedVersion artifact(Event event) {
        return switch (event.kind().objectKind()) {
            case "Artifact" -> itself(event);
            case "Deployment" -> named(event.state().at("/spec/artifact"));
            default -> null;
        };
    }

    private static List<NamedVersion> configs(Event event) {
        List<NamedVersion> configs = new ArrayList<>();
        switch (event.kind().objectKind()) {
            case "Config" -> configs.add(itself(event));
            case "Deployment" -> {
                for (JsonNode config : event.state().at("/spec/configs")) {
                    NamedVersion named = named(config);
                    if (named != null && configs.size() < MOST_NAMES) {
                        configs.add(named);
                    }
                }
            }
            default -> {
                // No other kind uses configs.
            }
        }
        return configs;
    }

    private static NamedVersion itself(Event event) {
        return new NamedVersion(event.meta().name(), text(event.state().at("/spec/version")));
    }

    private static NamedVersion named(JsonNode reference) {
        String name = text(reference.path("name"));
        return name == null ? null : new NamedVersion(name, text(reference.path("version")));
    }

    /** {@code spec.metadata.approvedBy}: a name or a list of names. */
    private static List<String> approvedBy(Event event) {
        JsonNode approvedBy = event.spec().at("/metadata/approvedBy");
        List<String> names = new ArrayList<>();
        if (approvedBy.isString()) {
            names.add(approvedBy.stringValue());
        }
        if (approvedBy.isArray()) {
            for (JsonNode name : approvedBy) {
                if (name.isString() && names.size() < MOST_NAMES) {
                    names.add(name.stringValue());
                }
            }
        }
        return names;
    }

    /** A failure, by name or by what its kind declares, is an error, and so is each failed rule but a mere warning. */
    private static int errors(Event event, Optional<Action.Step> step) {
        boolean declared = step.filter(it -> it.status() == PhaseStatus.FAILED).isPresent();
        int failed = declared || event.kind().action().equals("Failed") ? 1 : 0;
        return failed + failedRules(event, false);
    }

    private static int warnings(Event event) {
        return failedRules(event, true);
    }

    private static int failedRules(Event event, boolean warnings) {
        int failed = 0;
        for (JsonNode rule : event.spec().at("/validation/details")) {
            boolean pass = rule.path("pass").asBoolean(true);
            boolean warning = "warning".equalsIgnoreCase(rule.path("severity").asString(""));
            if (!pass && warning == warnings) {
                failed++;
            }
        }
        return failed;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.isMissingNode() ? value.asString() : null;
    }
}
