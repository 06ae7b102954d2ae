package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Times;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lets the sink or the streams read the log again. */
@Command(
        name = "replay",
        description = {
            "Let the sink or the streams read the log again, from a place of your choice.",
            "Shows the plan, pauses every instance, moves the group's offsets, goes on and shows how far it is. What was"
                    + " right stays as it is: contents are functions of the set of events."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel replay sink --to-earliest --dry-run      # what would happen",
            "  dsel replay sink --to-time 2h --yes",
            "  dsel replay sink --generation 2 --to-earliest # the candidate of a rebuild, beside the one that is read",
            "  dsel replay streams --to-earliest             # rebuilds the state stores",
        })
public final class ReplayCommand implements Callable<Integer> {
    /** Who reads the log. */
    enum Reader {
        SINK(""),
        STREAMS(""),
        BUILDER(
                "builds an aggregate of the log once, to the end; dsel rebuild aggregate NAME builds it once more, beside"
                        + " the one that is read"),
        INGEST("reads the log anew whenever it takes a partition over, and commits no offset; restart it to let it"
                + " read again"),
        GATEWAY(
                "keeps nothing of the log but which kinds and aggregates are declared, which it reads anew at each start"),
        WATCH("starts where --from says, each time: dsel watch KIND --from beginning reads all again"),
        VERIFY("reads the whole log each time: dsel verify");

        private final String instead;

        /** @param instead why there is nothing to replay, and what to do; empty if there is */
        Reader(String instead) {
            this.instead = instead;
        }
    }

    /** What is printed of the plan. */
    enum Output {
        TABLE,
        JSON
    }

    /** From where. */
    static final class Target {
        @Option(names = "--to-earliest", required = true, description = "From the first record that the log has.")
        private boolean earliest;

        @Option(
                names = "--to-time",
                required = true,
                paramLabel = "TIME",
                description = "From what was logged at this time: " + Times.ACCEPTED + ".")
        private String time;

        @Option(
                names = "--to-offset",
                required = true,
                paramLabel = "N",
                description = "From this offset on, in every partition.")
        private Long offset;
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "READER",
            description =
                    "sink or streams. Of the others (builder, ingest, gateway, watch, verify), which hold no offset,"
                            + " it is said what to do.")
    private Reader reader;

    @ArgGroup(multiplicity = "0..1")
    private Target target;

    @Option(
            names = "--generation",
            paramLabel = "N",
            description =
                    "Of the sink: the generation of the index that is filled again (default: the one that is read).")
    private Integer generation;

    @Mixin
    private Readers readers;

    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "Of the plan: table or json (default: ${DEFAULT-VALUE}).")
    private Output output;

    public ReplayCommand() {
        this(Surroundings.ofProcess());
    }

    ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.of(spec, surroundings);
        requireReplayable();
        ObjectNode wanted = wanted();
        List<Api> instances = readers.of(reader);
        try {
            Replay replay = new Replay(reader, instances, wanted, screen, surroundings.terminal());
            JsonNode plan = replay.plan();
            if (output == Output.JSON) {
                screen.line(Json.writePretty(plan));
            } else {
                screen.print(PlanText.of(plan, screen.style()));
            }
            if (dryRun || plan.path("records").asLong() == 0) {
                return ExitCode.OK;
            }
            if (!yes && !confirmed(screen)) {
                throw new CliException(ExitCode.FAILED, "nothing was changed; say y, or give --yes");
            }
            replay.run(plan);
            return ExitCode.OK;
        } finally {
            instances.forEach(Api::close);
        }
    }

    private void requireReplayable() {
        String name = reader.name().toLowerCase(Locale.ROOT);
        if (!reader.instead.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "there is nothing to replay: " + name + " " + reader.instead);
        }
        if (target == null) {
            throw new ParameterException(
                    spec.commandLine(), "say from where: --to-earliest, --to-time TIME or --to-offset N");
        }
        if (generation != null && reader != Reader.SINK) {
            throw new ParameterException(spec.commandLine(), "--generation is of the sink; the " + name + " have none");
        }
    }

    private ObjectNode wanted() {
        ObjectNode wanted = Json.MAPPER.createObjectNode();
        if (generation != null) {
            wanted.put("generation", generation);
        }
        if (target.earliest) {
            return wanted.put("to", "earliest");
        }
        if (target.time != null) {
            var time = Arguments.time(spec, surroundings.times(), "--to-time", target.time);
            return wanted.put("to", "time").put("time", EventJson.time(time));
        }
        Arguments.requireAtLeast(spec, "--to-offset", target.offset, 0);
        return wanted.put("to", "offset").put("offset", target.offset);
    }

    private boolean confirmed(Screen screen) {
        screen.print(
                reader == Reader.STREAMS
                        ? "Replay? Until it is done, reads of state are not available or incomplete. [y/N] "
                        : "Replay? The index keeps what it has and stays searchable. [y/N] ");
        try {
            String answer =
                    new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().matches("[yY](es)?");
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "cannot read the answer: " + e.getMessage());
        }
    }
}
