package io.dsel.ingest;

import io.dsel.kind.Rule.Severity;
import io.dsel.kind.RuleVerdict;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of an object's rules, as an event holds it: {@code {"overall": …, "details": [{"name": …, "pass": …}]}}. */
final class Verdicts {
    private Verdicts() {}

    static ObjectNode write(List<RuleVerdict> verdicts) {
        ObjectNode validation = JsonNodeFactory.instance.objectNode().put("overall", overall(verdicts));
        ArrayNode details = validation.putArray("details");
        for (RuleVerdict verdict : verdicts) {
            ObjectNode detail = details.addObject()
                    .put("name", verdict.name())
                    .put("pass", verdict.pass())
                    .put("severity", verdict.severity().name().toLowerCase(Locale.ROOT));
            putUnlessEmpty(detail, "message", verdict.message());
            putUnlessEmpty(detail, "field", verdict.field());
        }
        return validation;
    }

    /** The inverse of {@link #write}. */
    static List<RuleVerdict> read(JsonNode validation) {
        return validation
                .path("details")
                .valueStream()
                .map(detail -> new RuleVerdict(
                        detail.path("name").asString(""),
                        detail.path("field").asString(""),
                        Severity.valueOf(
                                detail.path("severity").asString("error").toUpperCase(Locale.ROOT)),
                        detail.path("pass").asBoolean(false),
                        detail.path("message").asString("")))
                .toList();
    }

    private static String overall(List<RuleVerdict> verdicts) {
        if (verdicts.stream().anyMatch(RuleVerdict::refuses)) {
            return "FAILURE";
        }
        return verdicts.stream().allMatch(RuleVerdict::pass) ? "SUCCESS" : "WARNING";
    }

    private static void putUnlessEmpty(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }
}
