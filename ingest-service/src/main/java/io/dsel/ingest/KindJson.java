package io.dsel.ingest;

import io.dsel.kind.RuleVerdict;
import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Effect;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is said of manifests and rules, as callers see it. */
final class KindJson {
    private KindJson() {}

    static ArrayNode rules(List<RuleVerdict> verdicts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (RuleVerdict verdict : verdicts) {
            ObjectNode json = array.addObject().put("name", verdict.name()).put("pass", verdict.pass());
            if (!verdict.field().isEmpty()) {
                json.put("field", verdict.field());
            }
            if (!verdict.pass()) {
                json.put("message", verdict.message()).put("severity", small(verdict.severity()));
            }
        }
        return array;
    }

    static ObjectNode change(ManifestChange change) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("verdict", small(change.verdict()));
        ArrayNode effects = json.putArray("effects");
        for (Effect effect : change.effects()) {
            ObjectNode one = effects.addObject()
                    .put("verdict", small(effect.verdict()))
                    .put("field", effect.field())
                    .put("reason", effect.reason());
            if (!effect.rebuild().isEmpty()) {
                one.put("rebuild", effect.rebuild());
            }
        }
        return json;
    }

    private static String small(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
