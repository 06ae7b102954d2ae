package io.dsel.gateway;

import io.dsel.event.Token;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Receipt;
import io.dsel.gateway.read.TiersExhaustedException;
import io.dsel.gateway.read.Tried;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer with its receipt: in headers always, in the body where it was asked for. */
final class Reply {
    /** Longer ones would meet the limits of proxies on the way. */
    private static final int MOST_HEADER = 4096;

    private static final int MOST_WORDS = 1000;

    private final Context ctx;
    private final boolean inBody;
    private final Receipt receipt;

    private Reply(Context ctx, boolean inBody, Receipt receipt) {
        this.ctx = ctx;
        this.inBody = inBody;
        this.receipt = receipt;
    }

    /**
     * Sets the receipt's headers.
     *
     * @param clusterId whose positions they are
     */
    static Reply to(Context ctx, ReadParameters parameters, Answered<?> answered, Optional<String> clusterId) {
        Receipt receipt = answered.receipt();
        Coverage coverage = receipt.coverage();
        ctx.header("Dsel-Tier", coverage.tier().toString());
        ctx.header("Dsel-Source", words(coverage.source()));
        coverage.role().ifPresent(role -> ctx.header("Dsel-Role", role));
        coverage.age().ifPresent(age -> ctx.header("Dsel-Age-Ms", Long.toString(age.toMillis())));
        ctx.header("Dsel-Region", words(coverage.region()));
        clusterId.ifPresent(cluster -> {
            token(ctx, "Dsel-Covers", new Token(cluster, coverage.positions()));
            token(ctx, "Dsel-Token", SessionToken.of(cluster, answered));
        });
        if (!coverage.missing().isEmpty()) {
            ctx.header("Dsel-Missing", words(String.join("; ", coverage.missing())));
        }
        tried(ctx, receipt.tried(), receipt.took());
        return new Reply(ctx, parameters.receipt(), receipt);
    }

    /** A handler that says in headers why no tier answered, when none did. */
    static Handler stamped(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (TiersExhaustedException e) {
                tried(ctx, e.tried(), e.took());
                throw e;
            }
        };
    }

    void send(ObjectNode body) {
        if (inBody) {
            body.set("receipt", document());
        }
        HttpServer.json(ctx, body);
    }

    /** The event, and in a header from which version it was converted, if it was. */
    void sendEvent(VersionedEvent event) {
        event.convertedFrom().ifPresent(version -> ctx.header("Dsel-Converted-From", words(version)));
        send(Json.MAPPER.createObjectNode().set("event", event.event()));
    }

    /** A problem that is the answer. */
    ProblemException problem(Problem problem) {
        return new ProblemException(inBody ? problem.with("receipt", document()) : problem);
    }

    /** {@code [{tier, reason, tookMs}]}. */
    static ArrayNode document(List<Tried> tried) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        tried.forEach(one -> all.addObject()
                .put("tier", one.tier().toString())
                .put("reason", one.reason())
                .put("tookMs", one.took().toMillis()));
        return all;
    }

    private static void token(Context ctx, String header, Token token) {
        String text = token.text();
        if (!token.positions().isEmpty() && text.length() <= MOST_HEADER) {
            ctx.header(header, text);
        }
    }

    private static void tried(Context ctx, List<Tried> tried, Duration took) {
        if (!tried.isEmpty()) {
            ctx.header("Dsel-Tried", words(tried.stream().map(Tried::toString).collect(Collectors.joining("; "))));
        }
        ctx.header("Dsel-Took-Ms", Long.toString(took.toMillis()));
    }

    private ObjectNode document() {
        Coverage coverage = receipt.coverage();
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("tier", coverage.tier().toString()).put("source", coverage.source());
        coverage.role().ifPresent(role -> document.put("role", role));
        document.put("region", coverage.region());
        document.put("ageMs", coverage.age().map(Duration::toMillis).orElse(null));
        coverage.behind().ifPresent(offsets -> document.put("behind", offsets));
        ObjectNode positions = document.putObject("positions");
        coverage.positions().forEach((topic, offsets) -> {
            ObjectNode partitions = positions.putObject(topic);
            offsets.forEach((partition, offset) -> partitions.put(Integer.toString(partition), offset));
        });
        coverage.missing().forEach(document.putArray("missing")::add);
        document.set("tried", document(receipt.tried()));
        return document.put("tookMs", receipt.took().toMillis());
    }

    /** What a header can hold of a text. */
    private static String words(String text) {
        String ascii = text.replaceAll("[^\\x20-\\x7E]+", " ");
        return ascii.length() <= MOST_WORDS ? ascii : ascii.substring(0, MOST_WORDS);
    }
}
