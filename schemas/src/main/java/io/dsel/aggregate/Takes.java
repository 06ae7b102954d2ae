package io.dsel.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.expression.Budget;
import io.dsel.expression.CelValues;
import io.dsel.expression.Digits;
import io.dsel.expression.Expression;
import io.dsel.expression.ExpressionException;
import io.dsel.expression.Variables;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What references take of an object of one kind, as a text that goes with the wish to hear of it: who answers need not know
 * the manifest. Immutable, safe for use by many threads.
 */
public final class Takes {
    /** Of what all objects together tell that a group refers to, so that it fits into a record of the log beside the rest. */
    private static final int MOST_BYTES = 300_000;

    private static final String FIELDS = "fields";
    private static final String MOST = "mostBytes";

    private final List<Taking> all = new ArrayList<>();

    /** @param fields none for the whole spec */
    private record Taking(String reference, int mostBytes, Optional<TreeMap<String, Expression>> fields) {}

    /** @param text as {@link #text} gives it */
    public Takes(String text) {
        Json.parseObject(text).forEachEntry((reference, taking) -> all.add(taking(reference, taking)));
    }

    /** What the references of that kind take, by their names, in JSON. */
    public static String text(AggregateManifest manifest, String kind) {
        int mostBytes =
                MOST_BYTES / (Reference.MOST_KEYS * manifest.references().size());
        ObjectNode text = Json.MAPPER.createObjectNode();
        for (Reference reference : manifest.references()) {
            if (reference.kind().equals(kind)) {
                ObjectNode taking = text.putObject(reference.name()).put(MOST, mostBytes);
                if (!reference.fields().isEmpty()) {
                    ObjectNode fields = taking.putObject(FIELDS);
                    reference.fields().forEach(fields::put);
                }
            }
        }
        return Json.write(text);
    }

    /**
     * By the name of each reference {@code {"fields": {…}}} or {@code {"spec": {…}}}, or {@code {"truncated": true}} where that
     * would be too long.
     *
     * @param event the object's latest
     * @param step what its action means; empty if nothing
     */
    public ObjectNode told(Event event, Optional<Action.Step> step) {
        Optional<Action.Step> phased = step.filter(it -> it.phase().isPresent());
        Variables variables = Variables.of(
                event,
                phased.flatMap(Action.Step::phase).orElse(""),
                phased.map(it -> it.status().name()).orElse(""));
        Budget budget = Budget.ofStream();
        ObjectNode told = Json.MAPPER.createObjectNode();
        for (Taking taking : all) {
            ObjectNode one = told.putObject(taking.reference());
            taking.fields()
                    .ifPresentOrElse(
                            fields -> one.set(FIELDS, values(event, fields, variables, budget)),
                            () -> one.set(
                                    "spec",
                                    event.state().path("spec").asObjectOpt().orElseGet(Json.MAPPER::createObjectNode)));
            if (Json.write(one).getBytes(UTF_8).length > taking.mostBytes()) {
                one.removeAll().put("truncated", true);
            }
        }
        return told;
    }

    /** Without those that have no value. */
    private static ObjectNode values(
            Event event, TreeMap<String, Expression> fields, Variables variables, Budget budget) {
        ObjectNode values = Json.MAPPER.createObjectNode();
        fields.forEach((name, expression) ->
                value(event, expression, variables, budget).ifPresent(value -> values.set(name, value)));
        return values;
    }

    private static Optional<JsonNode> value(Event event, Expression expression, Variables variables, Budget budget) {
        try {
            Object value = expression.evaluate(variables, budget);
            return Optional.of(CelValues.toJson(value, new Digits(event.spec()), budget));
        } catch (ExpressionException | Budget.Exhausted e) {
            return Optional.empty();
        }
    }

    private static Taking taking(String reference, JsonNode taking) {
        Optional<TreeMap<String, Expression>> fields = Optional.empty();
        if (taking.has(FIELDS)) {
            TreeMap<String, Expression> compiled = new TreeMap<>();
            taking.get(FIELDS).forEachEntry((name, text) -> compiled(name, text.stringValue())
                    .ifPresent(expression -> compiled.put(name, expression)));
            fields = Optional.of(compiled);
        }
        return new Taking(reference, taking.get(MOST).intValue(), fields);
    }

    /** It was compiled when the manifest was taken; should that have been by a version that knew more, it has no value. */
    private static Optional<Expression> compiled(String name, String text) {
        try {
            return Optional.of(Expression.ofEvent(name, text, Expression.ANY));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
