package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Style;
import io.dsel.event.EventKind;
import io.dsel.stack.Part;
import io.dsel.verify.Addresses;
import io.dsel.verify.Listener;
import io.dsel.verify.VersionComparison;
import io.dsel.verify.VersionReport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be rebuilt, and where it is to be found. */
final class RebuildTargets {
    private static final int MOST_EXAMPLES = 20;
    private static final long MEMORY = 64 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Mixin
    private Readers readers;

    @Mixin
    private Foundations foundations;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            defaultValue = "${env:DSEL_INGEST_URL}",
            description = "The ingest service (default: $DSEL_INGEST_URL, else the running stack's).")
    private String ingest;

    RebuildTarget index(Style style) {
        return new IndexTarget(readers.of(ReplayCommand.Reader.SINK), style);
    }

    RebuildTarget aggregate(String name, Author author, Style style) {
        return aggregate(name, author.headers(), style);
    }

    /** Each that is there, whether it is being rebuilt or not, but of aggregates those that are. To be closed by the caller. */
    List<RebuildTarget> all(Style style) {
        List<RebuildTarget> all = new ArrayList<>(List.of(index(style)));
        List<Api> streams = readers.of(ReplayCommand.Reader.STREAMS);
        try {
            AggregateTarget.underWay(streams.getFirst()).forEach(name -> all.add(aggregate(name, Map.of(), style)));
        } finally {
            streams.forEach(Api::close);
        }
        return all;
    }

    /** @throws CliException if there is nothing of that name */
    RebuildTarget of(String name, Author author, Style style) {
        if (name.equals(IndexTarget.NAME)) {
            return index(style);
        }
        if (EventKind.isAggregate(name)) {
            return aggregate(name, author, style);
        }
        throw new CliException(
                ExitCode.FAILED,
                "there is no '" + name + "' to rebuild; what there is: " + IndexTarget.NAME
                        + " and the aggregates, such as ExecutionStatusAggregate");
    }

    /** To be closed by the caller. */
    Api ingest() {
        return new Api(
                Services.url("--ingest", ingest == null || ingest.isBlank() ? readers.inStack(Part.INGEST) : ingest));
    }

    private RebuildTarget aggregate(String name, Map<String, String> headers, Style style) {
        List<Api> streams = readers.of(ReplayCommand.Reader.STREAMS);
        streams.stream().skip(1).forEach(Api::close);
        return new AggregateTarget(name, streams.getFirst(), ingest(), headers, this::compare, style);
    }

    private VersionReport compare(String liveKind, String otherKind, Listener listener) {
        List<URI> streams = readers.of(ReplayCommand.Reader.STREAMS).stream()
                .map(api -> {
                    try (Api closing = api) {
                        return closing.service();
                    }
                })
                .toList();
        Addresses addresses = new Addresses(
                foundations.bootstrapServers(readers::inStack),
                foundations.registry(readers::inStack),
                streams,
                List.of(),
                List.of());
        Path workDir = Path.of(System.getProperty("java.io.tmpdir"));
        VersionComparison.Settings settings = new VersionComparison.Settings(MOST_EXAMPLES, MEMORY, workDir, PATIENCE);
        return new VersionComparison(addresses, settings, listener).run(liveKind, otherKind);
    }
}
