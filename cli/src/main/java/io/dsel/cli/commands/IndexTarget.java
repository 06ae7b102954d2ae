package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import io.dsel.cli.text.Style;
import io.dsel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The index, in generations. Any instance of the sink takes the commands; one is asked, so that its answers are of one piece. */
final class IndexTarget implements RebuildTarget {
    static final String NAME = "index";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final ObjectNode NONE = Json.MAPPER.createObjectNode();

    private final List<Api> instances;
    private final Style style;

    /** @param instances of the sink, closed with this */
    IndexTarget(List<Api> instances, Style style) {
        this.instances = instances;
        this.style = style;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Rebuild describe() {
        return rebuild(sink().get(Url.of("v1", "index")).orFail());
    }

    @Override
    public Rebuild start(ObjectNode wishes) {
        return rebuild(post("rebuild", wishes));
    }

    @Override
    public Comparison compare(Progress progress) throws InterruptedException {
        post("compare", NONE);
        JsonNode found = comparison();
        progress.start(
                "Comparison of the index", "documents", found.path("total").asLong(0));
        while (found.path("state").asString("").equals("RUNNING")) {
            progress.at(found.path("done").asLong(0));
            Thread.sleep(BETWEEN_LOOKS);
            found = comparison();
        }
        if (!found.path("state").asString("").equals("DONE")) {
            throw new CliException(
                    ExitCode.NOT_READY,
                    "the comparison broke off: " + found.path("reason").asString("the sink was restarted")
                            + "; try again");
        }
        progress.at(found.path("done").asLong(0));
        progress.end();
        return new Comparison(found.path("equal").asBoolean(false), IndexComparisonText.of(found, style), found);
    }

    @Override
    public Rebuild promote() {
        return rebuild(post("promote", NONE));
    }

    @Override
    public Rebuild rollback() {
        return rebuild(post("rollback", NONE));
    }

    @Override
    public Rebuild drop() {
        return rebuild(post("drop", NONE));
    }

    @Override
    public void close() {
        instances.forEach(Api::close);
    }

    private Api sink() {
        return instances.getFirst();
    }

    private JsonNode comparison() {
        return sink().get(Url.of("v1", "index", "compare")).orFail();
    }

    private JsonNode post(String step, JsonNode body) {
        Answer answer = sink().send("POST", Url.of("v1", "index", step), body, Map.of());
        return answer.orFail();
    }

    private static Rebuild rebuild(JsonNode index) {
        JsonNode candidate = index.path("generations")
                .valueStream()
                .filter(generation -> generation.path("role").asString("").equals("CANDIDATE"))
                .findFirst()
                .orElse(NONE);
        return new Rebuild(
                NAME,
                generation(index, "live").orElse("-"),
                generation(index, "candidate"),
                generation(index, "previous"),
                candidate.path("lag").asLong(0),
                candidate.path("caughtUp").asBoolean(false),
                index);
    }

    /** {@code v2}, as in the names of its indices. */
    private static Optional<String> generation(JsonNode index, String role) {
        return index.path(role).isIntegralNumber()
                ? Optional.of("v" + index.path(role).asInt())
                : Optional.empty();
    }
}
