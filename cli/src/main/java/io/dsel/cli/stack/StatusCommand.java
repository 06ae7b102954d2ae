package io.dsel.cli.stack;

import io.dsel.cli.console.ExitCode;
import io.dsel.cli.console.StackFolder;
import io.dsel.json.Json;
import io.dsel.stack.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks every part of a stack how it is. */
@Command(
        name = "status",
        description = {
            "Show the parts of the stack: state, address, memory.",
            "Asks each part over its own protocol. Exit code 0 when all are ready, else 3."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel status",
            "  dsel status -o json | jq -r '.parts[] | select(.name == \"ingest\") | .url'",
            "  dsel status >/dev/null || dsel up --detach",
        })
public final class StatusCommand implements Callable<Integer> {

    enum Format {
        TABLE,
        JSON
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackFolder data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data.path();
        Optional<StackFile> file = StackFile.read(folder);
        StackReport report = file.isPresent() ? StackReport.of(file.get()) : StackReport.none(folder);
        switch (format) {
            case JSON -> out.println(Json.writePretty(Json.MAPPER.valueToTree(report)));
            case TABLE -> out.print(report.table());
        }
        out.flush();
        return report.ready() ? ExitCode.OK : ExitCode.NOT_READY;
    }
}
