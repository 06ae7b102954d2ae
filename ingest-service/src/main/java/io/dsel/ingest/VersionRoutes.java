package io.dsel.ingest;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.AggregatesFold;
import io.dsel.aggregate.VersionName;
import io.dsel.aggregate.VersionedManifest;
import io.dsel.build.Build;
import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.ingest.AggregateVersioning.State;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.HeadView;
import io.dsel.rebuild.RefusedStepException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The steps from one version of an aggregate to the next. Each is one event of the aggregate's manifest, written only on
 * top of what it was made of, so that it holds everywhere or not at all, and two callers never undo each other unseen.
 */
final class VersionRoutes {
    private static final int ATTEMPTS = 10;

    private final EventLog log;
    private final KindLog kinds;
    private final EventWriter writer;
    private final RequestHeaders headers;
    private final AggregateVersioning versioning;

    VersionRoutes(EventLog log, KindLog kinds, EventWriter writer, RequestHeaders headers) {
        this.log = log;
        this.kinds = kinds;
        this.writer = writer;
        this.headers = headers;
        versioning = new AggregateVersioning(log);
    }

    /** @param of the manifest as it is; throws {@link RefusedStepException} where the step does not fit, saying what does */
    private record Step(EventKind kind, UnaryOperator<VersionedManifest> of) {}

    void addTo(RoutesConfig routes) {
        String path = "/v1/aggregates/{name}/";
        routes.post(path + "rebuild", take(new Step(AggregatesFold.APPLIED, VersionedManifest::rebuilt)));
        routes.post(path + "promote", ctx -> {
            boolean force = Boolean.parseBoolean(ctx.queryParam("force"));
            take(new Step(AggregatesFold.PROMOTED, versions -> promoted(versions, force)))
                    .handle(ctx);
        });
        routes.post(path + "rollback", take(new Step(AggregatesFold.PROMOTED, VersionedManifest::rolledBack)));
        routes.post(path + "drop", take(new Step(AggregatesFold.APPLIED, this::dropped)));
    }

    private Handler take(Step step) {
        return ctx -> {
            Outcome outcome = take(ctx.pathParam("name"), step, headers.context(ctx));
            if (outcome instanceof Outcome.Stored stored) {
                kinds.awaitLive(stored.published().eventId());
            }
            Answers.deleted(ctx, outcome);
        };
    }

    private Outcome take(String aggregate, Step step, RequestContext context) throws InterruptedException {
        EntityKey entity = new EntityKey(AggregateManifest.KIND, AggregateManifest.APP_ID, aggregate);
        Outcome outcome = null;
        for (int attempt = 0; attempt < ATTEMPTS && (outcome == null || Deletion.hasMoved(outcome)); attempt++) {
            outcome = take(entity, versioning.state(aggregate), step, context);
        }
        return outcome;
    }

    /** Whether the step has been taken by the request that this is a retry of. */
    private static boolean isTaken(State state, RequestContext context) {
        return state.head().isPresent()
                && context.eventId()
                        .filter(state.head().get().eventId()::equals)
                        .isPresent();
    }

    private Outcome there(EntityKey entity, HeadView head) {
        return new Outcome.Stored(entity, new Published(head.eventId(), log.clusterId(), head.position()), true);
    }

    private Outcome take(EntityKey entity, State state, Step step, RequestContext context) throws InterruptedException {
        if (isTaken(state, context)) {
            return there(entity, state.head().get());
        }
        VersionedManifest known = state.versions()
                .filter(versions -> !state.deleted())
                .orElseThrow(() -> new ProblemException(
                        IngestProblems.notFound(entity, "; GET /v1/kinds tells which aggregates there are")));
        VersionedManifest next;
        try {
            next = step.of().apply(known);
        } catch (RefusedStepException e) {
            throw new ProblemException(new Problem(409, "refused-step", "Not now", e.getMessage()));
        }
        if (next == known && state.head().isPresent()) {
            return there(entity, state.head().get());
        }
        kinds.prepare(AggregateVersions.read(next.object()));
        EventLog.Write write = new EventLog.Write(
                EventRequest.read(
                        ManifestRequest.event(step.kind(), next.object(), entity.appId(), entity.name(), context),
                        context),
                false,
                state.condition());
        return writer.writeAll(List.of(new Item.Valid(write, error -> error))).getFirst();
    }

    /** What is not built yet would show less than what is live. */
    private VersionedManifest promoted(VersionedManifest versions, boolean force) {
        VersionedManifest next = versions.promoted();
        if (!force) {
            Aggregate candidate =
                    AggregateVersions.read(versions.object()).candidate().orElseThrow();
            Optional<Build> build = kinds.build(candidate);
            if (build.filter(Build::isBuilt).isEmpty()) {
                throw new RefusedStepException("version "
                        + VersionName.parse(candidate.name()).version() + " is not built yet"
                        + build.map(it -> ": " + it.position() + " of " + it.end() + " records of the log")
                                .orElse("")
                        + "; dsel rebuild shows how far it is, and force=true promotes it all the same");
            }
        }
        return next;
    }

    /** What another aggregate is made of must go on. */
    private VersionedManifest dropped(VersionedManifest versions) {
        AggregateVersions all = AggregateVersions.read(versions.object());
        for (Aggregate version : all.all().subList(1, all.all().size())) {
            List<String> takers = kinds.aggregates().taking(version.kind()).stream()
                    .map(Aggregate::name)
                    .toList();
            if (!takers.isEmpty()) {
                throw new RefusedStepException(takers + " are made of " + version.name()
                        + ", which would end; apply them with " + all.live().name() + " among their sources first");
            }
        }
        return versions.dropped();
    }
}
