package io.dsel.streams.query;

import io.dsel.avro.EventCodec;
import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import io.dsel.streams.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Makes the answers of reads, each with its receipt in the body and the main of it in headers. */
final class ReadAnswers {
    /** Those of a receipt. */
    static final Set<String> HEADERS = Set.of("Dsel-Tier", "Dsel-Age-Ms", "Dsel-Region");

    private final String source;
    private final String region;
    private final InstantSource clock;

    /** @param source the name of this instance */
    ReadAnswers(String source, String region, InstantSource clock) {
        this.source = source;
        this.region = region;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    Receipt receipt(StoreRead<?> read) {
        return new Receipt(source, region, read.role(), read.positions(), read.freshAt(), List.of());
    }

    Receipt receipt(ScanPart part, List<String> missing) {
        return new Receipt(source, region, part.role(), part.positions(), part.freshAt(), missing);
    }

    /** The event and where it lies, or 404 with it if it says that the object was deleted. */
    Answer event(EntityKey entity, StoredEvent found, RawValue text, Receipt receipt, Instant began) {
        ObjectNode where = HistoryReads.place(Json.MAPPER.createObjectNode(), found.place());
        if (new EventKind(entity.kind(), found.action()).isDeletion()) {
            Instant deleted =
                    Instant.ofEpochMilli(EventCodec.order(found.value()).timestamp());
            String detail = entity + " was deleted at " + EventJson.time(deleted);
            return problem(
                    new Problem(404, "deleted", "The object is deleted", detail)
                            .with("event", text)
                            .with("position", where.get("position"))
                            .with("logTime", where.get("logTime")),
                    receipt,
                    began);
        }
        ObjectNode body = Json.MAPPER.createObjectNode().putRawValue("event", text);
        return ok(body.setAll(where), receipt, began);
    }

    Answer notFound(String detail, Receipt receipt, Instant began) {
        return problem(new Problem(404, "not-found", "Not found", detail), receipt, began);
    }

    /** The body with the receipt added. */
    Answer ok(ObjectNode body, Receipt receipt, Instant began) {
        body.set("receipt", receipt.toJson(clock, millisSince(began)));
        return new Answer(200, "application/json", headers(receipt), Json.writeBytes(body));
    }

    private Answer problem(Problem problem, Receipt receipt, Instant began) {
        Problem whole = problem.with("receipt", receipt.toJson(clock, millisSince(began)));
        byte[] body = Json.MAPPER.writeValueAsBytes(whole.document());
        return new Answer(problem.status(), "application/problem+json", headers(receipt), body);
    }

    private long millisSince(Instant began) {
        return Duration.between(began, clock.instant()).toMillis();
    }

    private Map<String, String> headers(Receipt receipt) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Dsel-Tier", Receipt.TIER);
        Optional<Long> age = receipt.ageMillis(clock);
        age.ifPresent(millis -> headers.put("Dsel-Age-Ms", Long.toString(millis)));
        headers.put("Dsel-Region", receipt.region());
        return headers;
    }
}
