package io.dsel.kind;

import io.dsel.event.Violations;
import io.dsel.expression.Budget;
import io.dsel.expression.CelValues;
import io.dsel.expression.Digits;
import io.dsel.expression.Expression;
import io.dsel.expression.ExpressionException;
import io.dsel.expression.Variables;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The conversions of a kind, compiled. */
final class Conversions {
    private final KindManifest manifest;
    private final Map<Conversion, Expression> expressions;

    private Conversions(KindManifest manifest, Map<Conversion, Expression> expressions) {
        this.manifest = manifest;
        this.expressions = expressions;
    }

    /** @throws io.dsel.event.InvalidEventException naming each conversion that is no expression */
    static Conversions of(KindManifest manifest) {
        Violations wrong = new Violations();
        Map<Conversion, Expression> expressions = new IdentityHashMap<>();
        for (int i = 0; i < manifest.conversions().size(); i++) {
            Conversion conversion = manifest.conversions().get(i);
            String path = "spec.conversions[" + i + "].spec";
            expressions.put(conversion, wrong.attempt(() -> Expression.ofObject(path, conversion.spec())));
        }
        wrong.throwIfAny();
        return new Conversions(manifest, expressions);
    }

    ObjectNode convert(ObjectNode object, String apiVersion) {
        String from = object.path("apiVersion").asString("");
        requireKnown(from);
        requireKnown(apiVersion);
        List<Conversion> way = References.way(manifest.conversions(), from, apiVersion)
                .orElseThrow(() -> new UnknownVersionException(
                        "no conversion of " + manifest.name() + " leads from " + from + " to " + apiVersion));
        ObjectNode converted = object;
        for (Conversion conversion : way) {
            converted = convert(converted, conversion);
        }
        return converted;
    }

    private ObjectNode convert(ObjectNode object, Conversion conversion) {
        Budget budget = new Budget();
        try {
            Object made = expressions.get(conversion).evaluate(Variables.of(object), budget);
            JsonNode spec = CelValues.toJson(made, new Digits(object), budget);
            if (!spec.isObject()) {
                throw new ExpressionException("makes no object");
            }
            ObjectNode converted = object.deepCopy();
            converted.put("apiVersion", conversion.to());
            converted.set("spec", spec);
            return converted;
        } catch (ExpressionException e) {
            throw new ExpressionException(
                    "the conversion of " + manifest.name() + " from " + conversion.from() + " to " + conversion.to()
                            + " " + e.getMessage(),
                    e);
        } catch (Budget.Exhausted e) {
            throw new ExpressionException("the converted " + manifest.name() + " " + e.getMessage(), e);
        }
    }

    private void requireKnown(String apiVersion) {
        if (manifest.version(apiVersion).isEmpty()) {
            List<String> known =
                    manifest.versions().stream().map(KindVersion::name).toList();
            throw new UnknownVersionException(
                    manifest.name() + " has no version '" + apiVersion + "'; it has " + known);
        }
    }
}
