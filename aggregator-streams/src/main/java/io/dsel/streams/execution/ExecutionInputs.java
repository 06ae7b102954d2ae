package io.dsel.streams.execution;

import io.dsel.event.Event;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import io.dsel.kind.Action.PhaseStatus;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the fold of an execution needs of an event: {@code artifact} and {@code configs} with their {@code name} and
 * {@code version}, {@code approvedBy}, {@code errors}, {@code warnings}; each only where there is any.
 */
final class ExecutionInputs {
    /** More than these of one event do not enter a summary that is bounded anyway. */
    private static final int MOST_NAMES = 200;

    private ExecutionInputs() {}

    /** @param step what the event's action means */
    static ObjectNode of(Event event, Optional<Action.Step> step) {
        ObjectNode inputs = Json.MAPPER.createObjectNode();
        switch (event.kind().objectKind()) {
            case "Artifact" -> putNamed(inputs.putObject("artifact"), event);
            case "Config" -> putNamed(inputs.putArray("configs").addObject(), event);
            case "Deployment" -> putUsed(inputs, event.state());
            default -> {
                // No other kind names artifacts or configs.
            }
        }
        putApprovedBy(inputs, event.spec().path("metadata").path("approvedBy"));
        put(inputs, "errors", errors(event, step));
        put(inputs, "warnings", failedRules(event, true));
        return inputs;
    }

    private static void putNamed(ObjectNode named, Event event) {
        named.put("name", event.meta().name());
        putVersion(named, event.state().path("spec").path("version"));
    }

    private static void putUsed(ObjectNode inputs, JsonNode deployment) {
        JsonNode artifact = deployment.path("spec").path("artifact");
        if (text(artifact.path("name")) != null) {
            putReference(inputs.putObject("artifact"), artifact);
        }
        ArrayNode configs = inputs.arrayNode();
        for (JsonNode config : deployment.path("spec").path("configs")) {
            if (text(config.path("name")) != null && configs.size() < MOST_NAMES) {
                putReference(configs.addObject(), config);
            }
        }
        if (!configs.isEmpty()) {
            inputs.set("configs", configs);
        }
    }

    private static void putReference(ObjectNode named, JsonNode reference) {
        named.put("name", text(reference.path("name")));
        putVersion(named, reference.path("version"));
    }

    private static void putVersion(ObjectNode named, JsonNode version) {
        String text = text(version);
        if (text != null) {
            named.put("version", text);
        }
    }

    /** @param approvedBy a name or a list of names */
    private static void putApprovedBy(ObjectNode inputs, JsonNode approvedBy) {
        ArrayNode names = inputs.arrayNode();
        if (approvedBy.isString()) {
            names.add(approvedBy);
        }
        if (approvedBy.isArray()) {
            for (JsonNode name : approvedBy) {
                if (name.isString() && names.size() < MOST_NAMES) {
                    names.add(name);
                }
            }
        }
        if (!names.isEmpty()) {
            inputs.set("approvedBy", names);
        }
    }

    private static void put(ObjectNode inputs, String name, int count) {
        if (count > 0) {
            inputs.put(name, count);
        }
    }

    /** A failure, by name or by what its kind declares, is an error, and so is each failed rule but a mere warning. */
    private static int errors(Event event, Optional<Action.Step> step) {
        boolean declared = step.filter(it -> it.status() == PhaseStatus.FAILED).isPresent();
        int failed = declared || event.kind().action().equals("Failed") ? 1 : 0;
        return failed + failedRules(event, false);
    }

    private static int failedRules(Event event, boolean warnings) {
        int failed = 0;
        for (JsonNode rule : event.spec().path("validation").path("details")) {
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
