package io.dsel.sink.bulk;

import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an answer to a bulk request means. */
sealed interface BulkAnswer {
    /** One outcome for each item, in their order. */
    record Items(List<Outcome> outcomes) implements BulkAnswer {}

    /** The request as a whole was refused; its halves may not be. */
    record Split(String reason) implements BulkAnswer {}

    int MAX_REASON_CHARS = 500;

    byte[] NO_ERRORS = "{\"errors\":false".getBytes(StandardCharsets.US_ASCII);

    /** @param items how many the request had */
    static BulkAnswer of(BulkReply reply, int items) {
        int status = reply.status();
        if (status == 200) {
            return new Items(outcomes(reply.body(), items));
        }
        if ((status == 400 || status == 413) && items > 1) {
            return new Split(said(reply));
        }
        Outcome same = status == 413
                ? new Outcome.Rejected(said(reply) + " (larger than OpenSearch's http.max_content_length)")
                : Outcome.of(status, errorType(reply.body()), text(reply.body()));
        if (same instanceof Outcome.Rejected && status != 400 && status != 413) {
            same = new Outcome.Stop(said(reply));
        }
        return new Items(Collections.nCopies(items, same));
    }

    private static List<Outcome> outcomes(byte[] body, int items) {
        if (startsWith(body, NO_ERRORS)) {
            return Collections.nCopies(items, Outcome.STORED);
        }
        JsonNode answers = parse(body).path("items");
        if (answers.size() != items) {
            // Not an answer of the bulk API, but of something between us and it.
            return Collections.nCopies(
                    items, new Outcome.Again("an answer for " + answers.size() + " of " + items + ": " + text(body)));
        }
        List<Outcome> outcomes = new ArrayList<>(items);
        for (JsonNode answer : answers) {
            JsonNode action = answer.iterator().next();
            JsonNode error = action.path("error");
            outcomes.add(Outcome.of(
                    action.path("status").asInt(500), error.path("type").asString(""), reason(error)));
        }
        return outcomes;
    }

    private static String reason(JsonNode error) {
        String reason = error.path("reason").asString("");
        String cause = error.path("caused_by").path("reason").asString("");
        return shorten(cause.isEmpty() ? reason : reason + ": " + cause);
    }

    private static String errorType(byte[] body) {
        return parse(body).path("error").path("type").asString("");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Json.parse(body);
        } catch (SyntaxException e) {
            return Json.MAPPER.missingNode(); // a proxy's page, say; the status speaks for itself
        }
    }

    private static String said(BulkReply reply) {
        return reply.status() + ": " + text(reply.body());
    }

    private static String text(byte[] body) {
        return shorten(new String(body, StandardCharsets.UTF_8));
    }

    private static String shorten(String text) {
        return text.length() <= MAX_REASON_CHARS ? text : text.substring(0, MAX_REASON_CHARS) + "...";
    }

    private static boolean startsWith(byte[] body, byte[] prefix) {
        return body.length >= prefix.length && Arrays.equals(body, 0, prefix.length, prefix, 0, prefix.length);
    }
}
