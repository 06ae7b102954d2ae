package io.dsel.cli.demo;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Problem;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.demo.Player.Played;
import io.dsel.event.EntityKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;
import tools.jackson.databind.JsonNode;

/** Waits until what was written can be read. */
record Visibility(Api gateway, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);
    private static final String ONE_WAIT_MS = "20000";

    /** Records that the stores and the index have yet to take in; many after an import. */
    long backlog() {
        long backlog = 0;
        for (JsonNode tier : gateway.get(Url.of("v1", "status")).orFail().path("tiers")) {
            backlog += tier.at("/behind/index").asLong(0);
            backlog += tier.at("/instances/0/lag/lag").asLong(0);
        }
        return backlog;
    }

    /** @param progress told how much of the backlog is left. @throws CliException after ten minutes */
    void awaitBacklog(LongConsumer progress) throws InterruptedException {
        Instant deadline = clock.instant().plus(PATIENCE);
        long left = backlog();
        while (left > 0) {
            if (clock.instant().isAfter(deadline)) {
                throw new CliException(
                        ExitCode.FAILED,
                        "the stores and the index are still " + left + " records behind after " + PATIENCE.toMinutes()
                                + " minutes; see dsel status and dsel logs");
            }
            progress.accept(left);
            Thread.sleep(BETWEEN_LOOKS);
            left = backlog();
        }
    }

    /** By token, in every partition. @throws CliException after ten minutes */
    void awaitStore(Played played) throws InterruptedException {
        for (String entity : played.entities().values()) {
            EntityKey key = EntityKey.parse(entity);
            await(Url.of("v1", "objects", key.kind(), key.appId(), key.name()), played);
        }
    }

    /** By token. @param resolution events, aggregates or heads. @throws CliException after ten minutes */
    void awaitIndex(Played played, String resolution) throws InterruptedException {
        await(Url.of("v1", "search").with("resolution", resolution).with("limit", 1), played);
    }

    private void await(Url read, Played played) throws InterruptedException {
        Url url = read.with("token", played.token().text()).with("timeoutMs", ONE_WAIT_MS);
        Instant deadline = clock.instant().plus(PATIENCE);
        Answer answer = gateway.get(url);
        while (answer instanceof Answer.Refused(Problem problem)
                && problem.status() == 503
                && clock.instant().isBefore(deadline)) {
            Thread.sleep(BETWEEN_LOOKS);
            answer = gateway.get(url);
        }
        answer.orFail();
    }
}
