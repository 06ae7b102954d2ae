package io.dsel.cli.git;

import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The ingest service's answer to a stream of events: a result on each line, which names the event's line. */
final class StreamedResults {

    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;

    private StreamedResults() {}

    /**
     * @param answer one JSON object a line
     * @param events how many were sent
     * @return what became of each; of those that the answer does not name, nobody knows
     */
    static List<Outcome> read(byte[] answer, int events) {
        Outcome[] outcomes = new Outcome[events];
        Arrays.fill(outcomes, new Outcome.Unknown("the answer broke off"));
        String text = new String(answer, StandardCharsets.UTF_8);
        for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
            JsonNode result = parsed(line);
            int index = result.path("line").asInt(0) - 1;
            if (index >= 0 && index < events) {
                outcomes[index] = outcome(result);
            } else if (result.path("status").asString("").equals("aborted")) {
                Outcome unknown = new Outcome.Unknown(problem(result.path("problem")));
                Collections.replaceAll(Arrays.asList(outcomes), new Outcome.Unknown("the answer broke off"), unknown);
            }
        }
        return new ArrayList<>(Arrays.asList(outcomes));
    }

    private static Outcome outcome(JsonNode result) {
        if (result.path("status").asString("").equals("stored")) {
            return new Outcome.Stored();
        }
        JsonNode problem = result.path("problem");
        int status = problem.path("status").asInt(0);
        return status == TOO_MANY || status >= SERVER_ERROR
                ? new Outcome.Unknown(problem(problem))
                : new Outcome.Refused(problem(problem));
    }

    /** A problem document on one line. */
    static String problem(JsonNode document) {
        String fields = document.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString("") + ": "
                        + error.path("problem").asString(""))
                .collect(Collectors.joining("; "));
        String detail = fields.isEmpty() ? document.path("detail").asString("") : fields;
        String title = document.path("title").asString("a problem without a title");
        return detail.isEmpty() ? title : title + ": " + detail;
    }

    private static JsonNode parsed(String line) {
        try {
            return Json.parse(line);
        } catch (SyntaxException e) {
            // The connection may end within a line; what it was about is sent again.
            return Json.MAPPER.createObjectNode();
        }
    }
}
