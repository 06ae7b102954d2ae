package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import io.dsel.cli.text.Style;
import io.dsel.json.Json;
import io.dsel.verify.Difference;
import io.dsel.verify.Listener;
import io.dsel.verify.VerificationException;
import io.dsel.verify.VersionReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An aggregate, in versions. The streams build them and say how far they are; the ingest service takes the steps. */
final class AggregateTarget implements RebuildTarget {
    private final String name;
    private final Api streams;
    private final Api ingest;
    private final Map<String, String> headers;
    private final Comparing comparing;
    private final Style style;

    /** How two kinds of aggregates are held against each other. */
    interface Comparing {
        /** @throws VerificationException if it could not be done */
        VersionReport run(String liveKind, String otherKind, Listener listener);
    }

    /**
     * @param streams any instance, closed with this
     * @param ingest closed with this
     * @param headers that say who takes a step, and why
     */
    AggregateTarget(
            String name, Api streams, Api ingest, Map<String, String> headers, Comparing comparing, Style style) {
        this.name = name;
        this.streams = streams;
        this.ingest = ingest;
        this.headers = headers;
        this.comparing = comparing;
        this.style = style;
    }

    /** The names of those that have another version beside the live one. */
    static List<String> underWay(Api streams) {
        return list(streams)
                .path("items")
                .valueStream()
                .filter(item -> !item.path("role").asString("").equals("LIVE"))
                .map(item -> item.path("name").asString(""))
                .distinct()
                .toList();
    }

    @Override
    public String name() {
        return name;
    }

    /** @throws CliException if there is no aggregate of that name */
    @Override
    public Rebuild describe() {
        JsonNode list = list(streams);
        ObjectNode document = Json.MAPPER.createObjectNode().put("name", name);
        ArrayNode versions = document.putArray("versions");
        list.path("items")
                .valueStream()
                .filter(item -> item.path("name").asString("").equals(name))
                .forEach(versions::add);
        JsonNode live = version(document, "LIVE")
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED,
                        "there is no aggregate '" + name + "'; dsel aggregates lists those that there are"));
        Optional<JsonNode> candidate = version(document, "CANDIDATE");
        return new Rebuild(
                name,
                number(live),
                candidate.map(AggregateTarget::number),
                version(document, "PREVIOUS").map(AggregateTarget::number),
                candidate.map(AggregateTarget::left).orElse(0L),
                candidate.filter(AggregateTarget::isBuilt).isPresent(),
                document);
    }

    /** Takes no wishes: what another manifest wants is applied as one. */
    @Override
    public Rebuild start(ObjectNode wishes) {
        return step("rebuild");
    }

    @Override
    public Comparison compare(Progress progress) {
        Rebuild now = describe();
        JsonNode live = version(now.document(), "LIVE").orElseThrow();
        JsonNode other = version(now.document(), "CANDIDATE")
                .or(() -> version(now.document(), "PREVIOUS"))
                .orElseThrow(() -> new CliException(
                        ExitCode.FAILED,
                        "there is no other version of " + name + "; dsel rebuild aggregate " + name + " builds one"));
        if (!isBuilt(other)) {
            throw new CliException(
                    ExitCode.NOT_READY,
                    number(other) + " is not built yet; dsel rebuild aggregate " + name + " shows how far it is");
        }
        try {
            VersionReport report = comparing.run(kind(live), kind(other), new Shown(progress));
            progress.end();
            VersionReportText text = new VersionReportText(report, number(live), number(other), style);
            return new Comparison(report.isEqual(), text.text(), text.document(name));
        } catch (VerificationException e) {
            throw new CliException(ExitCode.NOT_READY, e.getMessage());
        }
    }

    @Override
    public Rebuild promote() {
        return step("promote");
    }

    @Override
    public Rebuild rollback() {
        return step("rollback");
    }

    @Override
    public Rebuild drop() {
        return step("drop");
    }

    @Override
    public void close() {
        streams.close();
        ingest.close();
    }

    private Rebuild step(String step) {
        ingest.send("POST", Url.of("v1", "aggregates", name, step), Json.MAPPER.createObjectNode(), headers)
                .orFail();
        return describe();
    }

    private static JsonNode list(Api streams) {
        return streams.get(Url.of("v1", "aggregates")).orFail();
    }

    private static Optional<JsonNode> version(JsonNode document, String role) {
        return document.path("versions")
                .valueStream()
                .filter(version -> version.path("role").asString("").equals(role))
                .findFirst();
    }

    private static String kind(JsonNode version) {
        return version.path("aggregate").asString("");
    }

    private static String number(JsonNode version) {
        return "version " + version.path("version").asInt(1);
    }

    private static boolean isBuilt(JsonNode version) {
        return version.path("state").asString("").equals("BUILT");
    }

    private static long left(JsonNode version) {
        return version.path("end").asLong(0) - version.path("position").asLong(0);
    }

    /** A comparison's work on a progress bar. */
    private record Shown(Progress progress) implements Listener {
        @Override
        public void start(String task, String unit, long total) {
            progress.end();
            progress.start(task, unit, total);
        }

        @Override
        public void at(long done) {
            progress.at(done);
        }

        @Override
        public void found(Difference difference) {
            // The report has them.
        }
    }
}
