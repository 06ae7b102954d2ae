package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Has manifests judged by the rules of their kinds. */
@Command(
        name = "validate",
        description = {
            "Validate manifests: hold each object in the files to its kind's schema and rules. Nothing is changed.",
            "Exit status 1 if one of them would not be applied."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel validate -f artifact.yaml",
            "  dsel validate -f manifests/ -R --app shop -o json",
            "  dsel validate -f artifact.yaml --store --comment 'before the release'",
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Services services;

    @Mixin
    private Documents documents;

    @Option(
            names = "--store",
            description = "Keep what was examined and the verdicts in the history of each object, which stays as it is"
                    + " and must be there.")
    private boolean store;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    public ValidateCommand() {
        this(Surroundings.ofProcess());
    }

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        List<Submission> submissions = documents.read(surroundings);
        Author author = documents.author(surroundings);
        Table table = new Table(screen.style(), "OBJECT", "RULE", "RESULT", "FIELD", "MESSAGE")
                .paint(0, screen.style()::name);
        ArrayNode results = Json.MAPPER.createArrayNode();
        int refused = 0;
        try (Api ingest = services.ingest()) {
            for (Submission submission : submissions) {
                Answer answer = submission.validate(ingest, author.headers(), store);
                refused += answer instanceof Answer.Refused ? 1 : 0;
                results.add(submission.result(answer));
                if (format == Format.TABLE) {
                    show(submission, answer, table, screen);
                }
            }
        }
        if (format != Format.TABLE) {
            screen.document(format, Json.MAPPER.createObjectNode().set("items", results));
        } else if (submissions.isEmpty()) {
            screen.remark("There is no document in " + documents.names() + ".");
        } else if (!table.isEmpty()) {
            screen.print(table.text());
        }
        return refused == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static void show(Submission submission, Answer answer, Table table, Screen screen) {
        switch (answer) {
            case Answer.Done done -> {
                rows(submission.label(), done.body(), table);
                remark(submission, done.body(), screen);
            }
            case Answer.Refused refused
            when refused.problem().document().has("rules") -> {
                rows(submission.label(), refused.problem().document(), table);
                remark(submission, refused.problem().document().path("stored"), screen);
            }
            case Answer.Refused refused ->
                screen.error(submission.where() + ": " + submission.label() + ": "
                        + refused.problem().text());
        }
    }

    /** A row for each rule and for each effect of a manifest of a kind; one in any case. */
    private static void rows(String label, JsonNode body, Table table) {
        for (JsonNode rule : body.path("rules")) {
            table.row(
                    label,
                    rule.path("name").asString(""),
                    rule.path("pass").asBoolean(false)
                            ? "pass"
                            : rule.path("severity").asString("error"),
                    rule.path("field").asString(""),
                    rule.path("message").asString(""));
        }
        for (JsonNode effect : body.at("/change/effects")) {
            table.row(
                    label,
                    null,
                    effect.path("verdict").asString(""),
                    effect.path("field").asString(""),
                    effect.path("reason").asString(""));
        }
        if (body.path("rules").isEmpty() && body.at("/change/effects").isEmpty()) {
            table.row(label, null, body.at("/change/verdict").asString("pass"), null, null);
        }
    }

    private static void remark(Submission submission, JsonNode stored, Screen screen) {
        if (stored.has("eventId")) {
            screen.remark(submission.label() + ": stored as event "
                    + stored.path("eventId").asString(""));
        }
    }
}
