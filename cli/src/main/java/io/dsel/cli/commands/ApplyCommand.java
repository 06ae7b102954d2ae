package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.console.ExitCode;
import io.dsel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Writes manifests and events. */
@Command(
        name = "apply",
        description = {
            "Apply manifests: each object in the files becomes a <Kind>AppliedEvent with its whole state.",
            "A manifest of kind Kind declares a kind: its events are taken from then on, and held to its schema and rules.",
            "A manifest of kind Aggregate declares what events add up to, those of the past too.",
            "A document that is an event already (kind: ...Event with meta and spec) is stored as it is. Each document"
                    + " counts by itself: those that are wrong are named, and the others are applied."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel apply -f artifact.yaml",
            "  dsel apply -f artifact.yaml --if-match 0198f3a0-6c1e-7cc3-9d6f-2f5f3f0c8f11",
            "  dsel apply -f manifests/ -R --app shop --comment 'weekly release'",
            "  dsel apply -f kind.yaml --dry-run          # what a manifest of a kind or an aggregate would change",
            "  helm template . | dsel apply -f - --app shop --user ci --execution build-1234",
        })
public final class ApplyCommand implements Callable<Integer> {
    /** What is printed of each document. */
    enum Output {
        TEXT,
        JSON
    }

    private static final String NONE = "none";

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Services services;

    @Mixin
    private Documents documents;

    @Option(
            names = "--if-match",
            paramLabel = "EVENT",
            description =
                    "Apply only if this event is the object's latest, or, with 'none', if there is no such object."
                            + " For one document.")
    private String ifMatch;

    @Option(
            names = "--dry-run",
            description = "Store nothing; say what is wrong with each document, or what it would change.")
    private boolean dryRun;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    public ApplyCommand() {
        this(Surroundings.ofProcess());
    }

    ApplyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        List<Submission> submissions = documents.read(surroundings);
        if (ifMatch != null && submissions.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--if-match is for one document, not for " + submissions.size());
        }
        Author author = documents.author(surroundings);
        ArrayNode results = Json.MAPPER.createArrayNode();
        int failed = 0;
        try (Api ingest = services.ingest()) {
            for (Submission submission : submissions) {
                Answer answer = submission.send(ingest, headers(author), dryRun);
                failed += answer instanceof Answer.Refused ? 1 : 0;
                if (output == Output.JSON) {
                    results.add(submission.result(answer));
                } else {
                    print(submission, answer, screen);
                }
            }
        }
        if (output == Output.JSON) {
            screen.line(Json.writePretty(Json.MAPPER.createObjectNode().set("items", results)));
        } else if (submissions.isEmpty()) {
            screen.remark("There is no document in " + documents.names() + ".");
        } else if (failed > 0) {
            screen.remark(
                    (submissions.size() - failed) + " of " + submissions.size() + (dryRun ? " valid." : " applied."));
        }
        return failed == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private Map<String, String> headers(Author author) {
        Map<String, String> headers = author.headers();
        if (NONE.equals(ifMatch)) {
            headers.put("If-None-Match", "*");
        } else if (ifMatch != null) {
            headers.put("If-Match", '"' + ifMatch + '"');
        }
        return headers;
    }

    private void print(Submission submission, Answer answer, Screen screen) {
        switch (answer) {
            case Answer.Done done
            when dryRun -> {
                screen.line(submission.label() + " is valid" + verdict(done.body()));
                Examination.lines(done.body()).forEach(line -> screen.line("  " + line));
            }
            case Answer.Done done -> {
                screen.line(submission.label() + " " + submission.verb() + " (event "
                        + done.body().path("eventId").asString("?") + ")");
                Examination.rebuilds(done.body()).forEach(line -> screen.line("  " + line));
            }
            case Answer.Refused refused ->
                screen.error(submission.where() + ": " + submission.label() + ": "
                        + refused.problem().text());
        }
    }

    private static String verdict(JsonNode body) {
        String verdict = body.at("/change/verdict").asString("");
        return verdict.isEmpty()
                ? ""
                : "; the change " + (verdict.equals("rebuild") ? "needs a rebuild" : "is " + verdict);
    }
}
