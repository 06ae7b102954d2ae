package io.dsel.gateway.store;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.EventsQuery;
import io.dsel.gateway.read.ExecutionEventsQuery;
import io.dsel.gateway.read.ForeignTokenException;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.KindQuery;
import io.dsel.gateway.read.NotOfThisTierException;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Read;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tier;
import io.dsel.gateway.read.TierName;
import io.dsel.gateway.read.TierUnavailableException;
import io.dsel.gateway.read.TokenNotCoveredException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The state stores of the streams instances, over HTTP. */
public final class StoreTier implements Tier {
    /** For the way back. */
    private static final Duration WAY = Duration.ofMillis(30);

    private final Streams streams;

    public StoreTier(Streams streams) {
        this.streams = streams;
    }

    @Override
    public TierName name() {
        return TierName.STORE;
    }

    @Override
    public Read<Optional<FoundEvent>> object(ObjectQuery query, Demand demand) {
        Target target = object(query.entity())
                .with("asOf", query.asOf().map(EventJson::time))
                .with("knownAt", query.knownAt().map(EventJson::time));
        Streams.Answer answer = ask(target, demand);
        return switch (answer.status()) {
            case 200 -> read(answer, body -> Optional.of(StoreAnswers.event(body)));
            case 404 ->
                read(answer, body -> body.has("event") ? Optional.of(StoreAnswers.event(body)) : Optional.empty());
            default -> throw unexpected(answer);
        };
    }

    @Override
    public Read<Page<EventEntry>> history(HistoryQuery query, Demand demand) {
        EventFilter filter = query.filter();
        if (!filter.correlations().isEmpty()
                || !filter.causes().isEmpty()
                || !filter.apps().isEmpty()) {
            throw new NotOfThisTierException(name(), "a history by correlation, causation or app");
        }
        Target target = object(query.entity(), "history")
                .with("kind", filter.kinds())
                .with("user", filter.users())
                .with("execution", filter.executions())
                .with("from", filter.from().map(EventJson::time))
                .with("to", filter.to().map(EventJson::time))
                .with("knownAt", filter.knownAt().map(EventJson::time));
        return page(slice(target, query.slice()), demand, item -> StoreAnswers.entry(query.entity(), item));
    }

    @Override
    public Read<Page<EventEntry>> events(EventsQuery query, Demand demand) {
        throw new NotOfThisTierException(name(), "questions across entities; ask the index or the log");
    }

    @Override
    public Read<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, Demand demand) {
        if (query.slice().full() || query.slice().direction() == Slice.Direction.DESC) {
            throw new NotOfThisTierException(name(), "an execution's whole events, or newest first");
        }
        Target events = Target.of("v1", "executions", query.execution(), "events");
        return page(slice(events, query.slice()), demand, StoreAnswers::entry);
    }

    @Override
    public Read<Page<ObjectEntry>> objectsOfKind(KindQuery query, Demand demand) {
        Target target = Target.of("v1", "kinds", query.kind(), "objects")
                .with("app", query.app())
                .with("limit", Optional.of(Integer.toString(query.limit())))
                .with("after", query.after().map(text -> cursor(text.getBytes(StandardCharsets.UTF_8))));
        Read<Page<ObjectEntry>> read = page(target, demand, StoreAnswers::object);
        if (!read.coverage().missing().isEmpty()) { // another tier has all of them
            throw new TierUnavailableException(
                    "lacks " + String.join(", ", read.coverage().missing()));
        }
        return read;
    }

    private static Target object(EntityKey entity, String... more) {
        List<String> parts = new ArrayList<>(List.of("v1", "objects", entity.kind(), entity.appId(), entity.name()));
        parts.addAll(List.of(more));
        return Target.of(parts.toArray(String[]::new));
    }

    private <T> Read<Page<T>> page(Target target, Demand demand, Function<JsonNode, T> item) {
        Streams.Answer answer = ask(target, demand);
        return switch (answer.status()) {
            case 200 -> read(answer, body -> StoreAnswers.page(body, item));
            case 404 -> read(answer, body -> new Page<>(List.of(), false));
            default -> throw unexpected(answer);
        };
    }

    private static <T> Read<T> read(Streams.Answer answer, Function<JsonNode, T> value) {
        Coverage coverage = StoreAnswers.coverage(answer.body().path("receipt"));
        return new Read<>(value.apply(answer.body()), coverage);
    }

    private Streams.Answer ask(Target target, Demand demand) {
        Deadline deadline = demand.deadline();
        long millis = Math.max(1, deadline.remaining().minus(WAY).toMillis());
        String whole = target.with("token", demand.token().map(token -> token.text()))
                .with("timeoutMs", Optional.of(Long.toString(Math.min(millis, 60_000))))
                .text();
        return streams.get(whole, deadline);
    }

    private static Target slice(Target target, Slice slice) {
        return target.with("order", Optional.of(slice.direction().name().toLowerCase(Locale.ROOT)))
                .with("limit", Optional.of(Integer.toString(slice.limit())))
                .with("after", slice.after().map(order -> cursor(order.sortable())))
                .with("full", slice.full() ? Optional.of("true") : Optional.empty());
    }

    private static String cursor(byte[] place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }

    private static RuntimeException unexpected(Streams.Answer answer) {
        return switch (answer.problem()) {
            case "token-not-covered" ->
                new TokenNotCoveredException("the streams at " + answer.body().path("waitingFor"));
            case "foreign-token" -> new ForeignTokenException(answer.detail());
            default -> new TierUnavailableException("says " + answer.status() + ", " + answer.detail());
        };
    }
}
