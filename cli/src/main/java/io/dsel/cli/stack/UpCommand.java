package io.dsel.cli.stack;

import io.dsel.cli.console.ExitCode;
import io.dsel.cli.console.StackFolder;
import io.dsel.stack.PortPlan;
import io.dsel.stack.StackOptions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a stack. */
@Command(
        name = "up",
        description = {
            "Start broker, registry, OpenSearch and the services.",
            "Stays in the foreground until Ctrl-C, then stops them in order; the next start finds the same data. Takes"
                    + " the usual ports, and free ones instead of those that are taken."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel up",
            "  dsel up --data /var/tmp/dsel --port-base 19000 --detach",
            "  dsel up --streams 2                           # two instances share the state",
            "  dsel up --parts broker,registry,opensearch    # to run the services elsewhere",
        })
public final class UpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackFolder data;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Use the ports from N on; an error when one is taken.")
    private Integer portBase;

    @Option(names = "--detach", description = "Return when everything is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--streams", paramLabel = "N", description = "Instances of the streams service (default: 1).")
    private Integer streams;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "local",
            description = "The region that events are written in (default: ${DEFAULT-VALUE}).")
    private String region;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these of broker, registry, opensearch, ingest, sink, gateway; and streams by --streams.")
    private Set<String> parts;

    @Override
    public Integer call() throws Exception {
        StackOptions options = options();
        if (detach) {
            new DetachedStack(data.path(), spec.commandLine().getOut()).start(supervisorArguments());
            return ExitCode.OK;
        }
        return new ForegroundStack(
                        data.path(),
                        options,
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .run();
    }

    private StackOptions options() {
        try {
            StackOptions base = parts == null
                    ? StackOptions.everything()
                    : parts.stream().reduce(StackOptions.none(), StackOptions::with, (a, b) -> b);
            PortPlan ports = portBase == null ? new PortPlan.Usual() : new PortPlan.From(portBase);
            StackOptions chosen = base.withPorts(ports).withRegion(region);
            return (streams == null ? chosen : chosen.withStreams(streams)).requireComplete();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** The command line again, for the process that stays. */
    private String[] supervisorArguments() {
        return spec.root().commandLine().getParseResult().expandedArgs().stream()
                .filter(argument -> !argument.equals("--detach"))
                .toArray(String[]::new);
    }
}
