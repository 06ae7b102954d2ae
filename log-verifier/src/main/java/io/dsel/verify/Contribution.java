package io.dsel.verify;

import io.dsel.event.Event;
import io.dsel.kind.Action;
import io.dsel.kind.Action.PhaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What one event means for its execution.
 *
 * @param kind of the event
 * @param objectKind of its object
 * @param phase that its action means, as the kind's manifest says; null for one that changes none
 * @param status null with the phase
 * @param artifact that it is about or uses, or null
 * @param configs that it is about or uses
 */
record Contribution(
        String kind,
        String objectKind,
        String appId,
        String name,
        String userId,
        String phase,
        PhaseStatus status,
        int errors,
        int warnings,
        Named artifact,
        List<Named> configs,
        List<String> approvedBy) {

    /** More names than that in one event are not counted. */
    private static final int MOST_NAMES = 200;

    /** @param version or null */
    record Named(String name, String version) {}

    /** @param step what the event's action means */
    static Contribution of(Event event, Optional<Action.Step> step) {
        boolean phased = step.flatMap(Action.Step::phase).isPresent();
        boolean failed = event.kind().action().equals("Failed")
                || step.filter(its -> its.status() == PhaseStatus.FAILED).isPresent();
        JsonNode rules = event.spec().at("/validation/details");
        return new Contribution(
                event.kind().name(),
                event.kind().objectKind(),
                event.meta().appId(),
                event.meta().name(),
                event.meta().userId(),
                step.flatMap(Action.Step::phase).orElse(null),
                phased ? step.get().status() : null,
                (failed ? 1 : 0) + brokenRules(rules, false),
                brokenRules(rules, true),
                artifact(event),
                configs(event),
                names(event.spec().at("/metadata/approvedBy")));
    }

    private static Named artifact(Event event) {
        return switch (event.kind().objectKind()) {
            case "Artifact" -> own(event);
            case "Deployment" -> reference(event.state().at("/spec/artifact"));
            default -> null;
        };
    }

    private static List<Named> configs(Event event) {
        List<Named> configs = new ArrayList<>();
        if (event.kind().objectKind().equals("Config")) {
            configs.add(own(event));
        }
        if (event.kind().objectKind().equals("Deployment")) {
            for (JsonNode config : event.state().at("/spec/configs")) {
                Named named = reference(config);
                if (named != null && configs.size() < MOST_NAMES) {
                    configs.add(named);
                }
            }
        }
        return configs;
    }

    private static Named own(Event event) {
        return new Named(event.meta().name(), scalar(event.state().at("/spec/version")));
    }

    private static Named reference(JsonNode object) {
        String name = scalar(object.path("name"));
        return name == null ? null : new Named(name, scalar(object.path("version")));
    }

    /** A name, or a list of names. */
    private static List<String> names(JsonNode value) {
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        return value.isArray()
                ? value.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::stringValue)
                        .limit(MOST_NAMES)
                        .toList()
                : List.of();
    }

    /** Rules that did not pass: the mere warnings, or the others. */
    private static int brokenRules(JsonNode rules, boolean warnings) {
        int broken = 0;
        for (JsonNode rule : rules) {
            boolean warning = rule.path("severity").asString("").equalsIgnoreCase("warning");
            broken += warning == warnings && !rule.path("pass").asBoolean(true) ? 1 : 0;
        }
        return broken;
    }

    private static String scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() && !value.isMissingNode() ? value.asString() : null;
    }
}
