package io.dsel.cli.demo;

import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.node.ObjectNode;

/**
 * A day on a platform: teams release, change configurations, roll out to staging and production; some roll-outs fail and are
 * rolled back. The same seed and end give the same events.
 */
final class Day {
    static final Duration LENGTH = Duration.ofHours(24);

    private static final int RELEASES = 16;
    private static final int CONFIG_CHANGES = 7;
    private static final String HEALTHY = "all regions healthy";
    private static final List<String> RULES = List.of("naming-convention", "valid-regions", "signed-artifact");
    private static final List<String> DEVELOPERS =
            List.of("alice@example.com", "bob@example.com", "chidi@example.com", "dana@example.com");
    private static final List<String> FAILURES = List.of(
            "canary in us-east-1 killed: out of memory (limit 512Mi)",
            "readiness probe failed: 503 from /ready for 120 s",
            "error rate 4.2 % is over the budget of 1 %");

    private final String key;
    private final SplittableRandom random;
    private final Instant start;
    private final List<ObjectNode> events = new ArrayList<>();
    private final Map<Service, Version> newest = new HashMap<>();
    private final Map<Service, Map<Environment, Running>> running = new HashMap<>();
    private Failure failure;
    private int failures;

    private Day(long seed, Instant end) {
        this.random = new SplittableRandom(seed);
        this.start = end.minus(LENGTH);
        this.key = seed + " " + EventJson.time(start);
    }

    /**
     * What happened.
     *
     * @param events in order of time; all lie in the day
     * @param failure the first roll-out that failed
     */
    record Story(List<ObjectNode> events, Failure failure) {}

    /** A roll-out that failed. @param run its execution's id */
    record Failure(String run, String app, String deployment, Instant time) {}

    static Story of(long seed, Instant end) {
        Day day = new Day(seed, end);
        day.live();
        day.events.sort(Comparator.comparing(
                        (ObjectNode event) -> event.at("/meta/timestamp").asString())
                .thenComparing(event -> event.at("/meta/eventId").asString()));
        return new Story(List.copyOf(day.events), day.failure);
    }

    private void live() {
        for (Service service : Service.ALL) {
            found(service);
        }
        List<Boolean> plan = new ArrayList<>();
        for (int i = 0; i < RELEASES + CONFIG_CHANGES; i++) {
            plan.add(i * CONFIG_CHANGES % (RELEASES + CONFIG_CHANGES) >= CONFIG_CHANGES);
        }
        // The last run ends well before the day does, whatever it is.
        Duration gap = LENGTH.minus(Duration.ofHours(3)).dividedBy(plan.size());
        for (int i = 0; i < plan.size(); i++) {
            Instant at =
                    start.plus(Duration.ofHours(1)).plus(gap.multipliedBy(i)).plus(upTo(gap));
            Service service = Service.ALL.get(random.nextInt(Service.ALL.size()));
            if (plan.get(i)) {
                release(service, at, i % 5 == 3);
            } else {
                changeConfig(service, at);
            }
        }
    }

    /** What is there when the day begins. */
    private void found(Service service) {
        Version version = new Version(1 + random.nextInt(3), random.nextInt(12), random.nextInt(6));
        newest.put(service, version);
        running.put(service, new EnumMap<>(Environment.class));
        Run run = run("baseline", start.plus(upTo(Duration.ofMinutes(30))), "platform-bot");
        run.event(
                "ArtifactAppliedEvent",
                service,
                service.name(),
                spec("artifact", Manifests.artifact(service, version)));
        for (Environment environment : Environment.values()) {
            Running now = new Running(version, 1 + random.nextInt(5), version);
            running.get(service).put(environment, now);
            String name = service.deployment(environment);
            run.after(pause())
                    .event(
                            "ConfigAppliedEvent",
                            service,
                            name,
                            spec("config", Manifests.config(service, environment, now.config())));
            run.after(pause())
                    .event(
                            "DeploymentCompletedEvent",
                            service,
                            name,
                            spec("deployment", Manifests.deployment(service, environment, now, "COMPLETED", HEALTHY)));
        }
    }

    private void release(Service service, Instant at, boolean fails) {
        Version version = random.nextInt(4) == 0
                ? newest.get(service).nextMinor()
                : newest.get(service).nextPatch();
        newest.put(service, version);
        String developer = pick(DEVELOPERS);
        Run build = run("build", at, developer);
        ObjectNode spec = spec("artifact", Manifests.artifact(service, version));
        build.event("ArtifactValidateEvent", service, service.name(), spec);
        boolean unsigned = random.nextInt(6) == 0;
        spec.set(
                "validation",
                Run.validation(RULES, unsigned ? "signed-artifact" : null, "the signature is from a test key"));
        build.after(pause()).event("ArtifactValidatedEvent", service, service.name(), spec);
        spec.putObject("metadata").put("gitCommit", commit()).put("appliedFrom", "git");
        build.after(pause()).event("ArtifactAppliedEvent", service, service.name(), spec);
        Instant staged =
                rollOut(service, Environment.STAGING, version, build.now().plus(pause()), developer, null);
        String reason = fails ? FAILURES.get(failures++ % FAILURES.size()) : null;
        Instant ended = rollOut(service, Environment.PRODUCTION, version, staged.plus(pause()), developer, reason);
        if (fails) {
            Version good = running.get(service).get(Environment.PRODUCTION).good();
            rollOut(service, Environment.PRODUCTION, good, ended.plus(pause()), "on-call@example.com", null);
        }
    }

    private void changeConfig(Service service, Instant at) {
        Environment environment = random.nextInt(3) == 0 ? Environment.STAGING : Environment.PRODUCTION;
        Running before = running.get(service).get(environment);
        Running after = new Running(before.version(), before.config() + 1, before.good());
        running.get(service).put(environment, after);
        String developer = pick(DEVELOPERS);
        ObjectNode spec = spec("config", Manifests.config(service, environment, after.config()));
        spec.put("comment", "raise limits of " + service.name() + " in " + environment.text());
        Run run = run("config", at, developer)
                .event("ConfigAppliedEvent", service, service.deployment(environment), spec);
        rollOut(service, environment, after.version(), run.now().plus(pause()), developer, null);
    }

    /** @param reason why it fails; null if it does not. @return when it ended */
    private Instant rollOut(
            Service service, Environment environment, Version version, Instant at, String user, String reason) {
        Running before = running.get(service).get(environment);
        Running now = new Running(version, before.config(), reason == null ? version : before.good());
        running.get(service).put(environment, now);
        boolean back = user.startsWith("on-call");
        boolean production = environment == Environment.PRODUCTION;
        Run run = run(back ? "rollback" : "deploy", at, user);
        String name = service.deployment(environment);
        ObjectNode spec = spec("deployment", Manifests.deployment(service, environment, now, null, null));
        if (production) {
            run.event("DeploymentValidateEvent", service, name, spec).after(pause());
            spec.set("validation", Run.validation(RULES, null, null));
            run.event("DeploymentValidatedEvent", service, name, spec).after(pause());
        }
        spec.put("comment", (back ? "roll back to " : "roll out ") + version);
        run.event("DeploymentApplyEvent", service, name, spec).after(pause());
        ObjectNode metadata = spec.putObject("metadata").put("gitCommit", commit());
        if (production) {
            metadata.putArray("approvedBy").add(back ? user : "lead@example.com");
        }
        run.event("DeploymentAppliedEvent", service, name, spec).after(pause());
        run.event("DeploymentDeployedEvent", service, name, spec).after(pause());
        String progress = "1 of " + service.regions().size() + " regions";
        spec.set("deployment", Manifests.deployment(service, environment, now, "PROGRESSING", progress));
        run.event("DeploymentStatusChangedEvent", service, name, spec).after(pause());
        end(run, service, environment, now, spec, reason);
        return run.now();
    }

    private void end(Run run, Service service, Environment environment, Running now, ObjectNode spec, String reason) {
        String name = service.deployment(environment);
        if (reason == null) {
            spec.set("deployment", Manifests.deployment(service, environment, now, "COMPLETED", HEALTHY));
            run.event("DeploymentCompletedEvent", service, name, spec);
            return;
        }
        spec.set("deployment", Manifests.deployment(service, environment, now, "FAILED", reason));
        run.event("DeploymentFailedEvent", service, name, spec.put("error", reason));
        if (failure == null) {
            failure = new Failure(run.id(), service.app(), name, run.now());
        }
    }

    private Run run(String kind, Instant at, String user) {
        return new Run(key, kind, at, user, events::add);
    }

    private static ObjectNode spec(String field, ObjectNode object) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.set(field, object);
        return spec;
    }

    private Duration pause() {
        return Duration.ofMillis(20_000 + random.nextInt(160_000));
    }

    private Duration upTo(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis()));
    }

    private String commit() {
        return "%07x".formatted(random.nextInt(1 << 28));
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
