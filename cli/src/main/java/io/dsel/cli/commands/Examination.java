package io.dsel.cli.commands;

import io.dsel.cli.api.Problem;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What a dry run found, or a write said, as lines for people. */
final class Examination {
    private Examination() {}

    /** Warnings of rules, then what a manifest of a kind or an aggregate would change. */
    static List<String> lines(JsonNode body) {
        Stream<String> warnings = body.path("rules")
                .valueStream()
                .filter(rule -> !rule.path("pass").asBoolean(true))
                .map(rule -> "warning: " + Problem.rule(rule));
        Stream<String> effects = body.at("/change/effects").valueStream().map(Examination::effect);
        return Stream.concat(warnings, effects).toList();
    }

    /** Of what a manifest of a kind or an aggregate changes, what is not done with that: what is to be rebuilt. */
    static List<String> rebuilds(JsonNode body) {
        return body.at("/change/effects")
                .valueStream()
                .filter(effect -> effect.path("verdict").asString("").equals("rebuild"))
                .map(Examination::effect)
                .toList();
    }

    private static String effect(JsonNode effect) {
        String rebuild = effect.path("rebuild").asString("");
        return effect.path("verdict").asString("") + (rebuild.isEmpty() ? "" : " of " + rebuild) + ": "
                + effect.path("field").asString("") + " "
                + effect.path("reason").asString("");
    }
}
