package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Problem;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A replay over all instances of a reader: pause, move, resume, watch. Whatever happens in between, it ends resumed. */
final class Replay {
    /** Leaving a group takes a member a moment. */
    private static final Duration GROUP_EMPTY = Duration.ofSeconds(60);

    private static final String GENERATION = "generation";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    /** How far it is, for the one who interrupts. */
    private enum Stage {
        BEFORE,
        PAUSED,
        RUNNING,
        DONE
    }

    private final ReplayCommand.Reader reader;
    private final List<Api> instances;
    private final ObjectNode wanted;
    private final Screen screen;
    private final boolean terminal;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.BEFORE);

    Replay(ReplayCommand.Reader reader, List<Api> instances, ObjectNode wanted, Screen screen, boolean terminal) {
        this.reader = reader;
        this.instances = instances;
        this.wanted = wanted;
        this.screen = screen;
        this.terminal = terminal;
    }

    JsonNode plan() {
        return post(instances.getFirst(), "plan", wanted).orFail();
    }

    /** @param plan that was shown: of the generation that it names, whichever is promoted meanwhile */
    void run(JsonNode plan) throws InterruptedException {
        if (plan.has(GENERATION)) {
            wanted.set(GENERATION, plan.get(GENERATION));
        }
        Thread interrupted = new Thread(this::interrupted, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            pauseAndMove();
            watch(plan.path("records").asLong());
            stage.set(Stage.DONE);
        } finally {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private void pauseAndMove() throws InterruptedException {
        stage.set(Stage.PAUSED);
        try {
            screen.remark("Pausing " + count());
            for (Api instance : instances) {
                post(instance, "pause", generation()).orFail();
            }
            screen.remark("Moving the offsets");
            for (Api instance : instances) {
                move(instance);
            }
        } finally {
            resume();
        }
        stage.set(Stage.RUNNING);
    }

    private void move(Api instance) throws InterruptedException {
        Instant deadline = screen.times().clock().instant().plus(GROUP_EMPTY);
        Answer answer = post(instance, "apply", wanted);
        while (answer instanceof Answer.Refused(Problem problem)
                && problem.type().equals("not-paused")
                && screen.times().clock().instant().isBefore(deadline)) {
            Thread.sleep(BETWEEN_LOOKS);
            answer = post(instance, "apply", wanted);
        }
        answer.orFail();
    }

    private void resume() {
        screen.remark("Resuming " + count());
        for (Api instance : instances) {
            post(instance, "resume", generation()).orFail();
        }
    }

    private void watch(long whole) throws InterruptedException {
        Instant began = screen.times().clock().instant();
        try (Progress progress =
                Progress.of(terminal, screen.err(), screen.times().clock())) {
            progress.start("Replay of the " + name(), "records", whole);
            Lag lag = lag();
            while (!(lag.running() && lag.records() == 0)) {
                progress.at(Math.max(0, whole - lag.records()));
                Thread.sleep(BETWEEN_LOOKS);
                lag = lag();
            }
            progress.at(whole);
        }
        Duration took = Duration.between(began, screen.times().clock().instant());
        screen.line(String.format(Locale.ROOT, "The %s has caught up after %.1f s.", name(), took.toMillis() / 1000.0));
    }

    /** @param records not read yet */
    private record Lag(long records, boolean running) {}

    private Lag lag() {
        Answer answer = instances
                .getFirst()
                .get(Url.of("v1", "lag")
                        .with(GENERATION, wanted.path(GENERATION).asString(null)));
        if (answer instanceof Answer.Refused(Problem problem) && problem.status() == 503) {
            return new Lag(Long.MAX_VALUE, false);
        }
        JsonNode lag = answer.orFail();
        String state = lag.path("state").asString("");
        if (state.equals("STOPPED") || state.equals("ERROR")) {
            throw new CliException(
                    ExitCode.FAILED, "the " + name() + " has stopped during the replay; its /health and log say why");
        }
        return new Lag(lag.path("lag").asLong(), state.equals("RUNNING"));
    }

    /** By Ctrl-C. Everything that was begun goes on without this process, except that nobody else would resume. */
    private void interrupted() {
        switch (stage.get()) {
            case PAUSED -> resume();
            case RUNNING ->
                screen.remark(System.lineSeparator() + "The replay goes on without this command; "
                        + instances.getFirst().service() + "/v1/lag says how far it is.");
            case BEFORE, DONE -> {
                // There is nothing to say.
            }
        }
    }

    private static Answer post(Api instance, String step, JsonNode body) {
        return instance.send("POST", Url.of("v1", "replay", step), body, Map.of());
    }

    /** Which group is meant, where there are several. */
    private JsonNode generation() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        if (wanted.has(GENERATION)) {
            body.set(GENERATION, wanted.get(GENERATION));
        }
        return body;
    }

    private String name() {
        return reader.name().toLowerCase(Locale.ROOT);
    }

    private String count() {
        return instances.size() == 1 ? "the " + name() : instances.size() + " instances of the " + name();
    }
}
