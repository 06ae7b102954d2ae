package io.dsel.sink.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkAnswerTest {
    @Test
    void anAnswerWithoutErrorsIsNotReadFurther() {
        assertEquals(
                Collections.nCopies(3, Outcome.STORED),
                outcomes(200, "{\"errors\":false,\"items\":[{\"create\":{\"status\":201}}, ...", 3));
    }

    @Test
    void everyItemHasItsOwnOutcome() {
        List<Outcome> outcomes = outcomes(200, """
                {"errors":true,"items":[
                  {"create":{"status":201}},
                  {"create":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"exists"}}},
                  {"index":{"status":429,"error":{"type":"rejected_execution_exception","reason":"full"}}},
                  {"create":{"status":400,"error":{"type":"mapper_parsing_exception","reason":"bad",
                    "caused_by":{"reason":"not a date"}}}}]}""", 4);
        assertEquals(Outcome.STORED, outcomes.get(0));
        assertEquals(Outcome.ALREADY_THERE, outcomes.get(1));
        assertEquals(new Outcome.Again("429 rejected_execution_exception: full"), outcomes.get(2));
        assertEquals(new Outcome.Rejected("400 mapper_parsing_exception: bad: not a date"), outcomes.get(3));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aRequestThatIsRefusedAsAWholeIsSplitDownToOneItem(int status) {
        assertInstanceOf(BulkAnswer.Split.class, BulkAnswer.of(reply(status, "{}"), 2));
        assertInstanceOf(Outcome.Rejected.class, outcomes(status, "{}", 1).getFirst());
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aNodeThatCannotNowIsAskedAgain(int status) {
        assertInstanceOf(
                Outcome.Again.class, outcomes(status, "<html>busy</html>", 2).getLast());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 401, 403, 404, 405, 406, 415})
    void whatOnlySomebodyElseCanRepairStops(int status) {
        assertInstanceOf(Outcome.Stop.class, outcomes(status, "{}", 2).getFirst());
    }

    @Test
    void aBlockIsNoMatterOfRights() {
        String block = "{\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"read-only\"},\"status\":403}";
        assertInstanceOf(Outcome.Again.class, outcomes(403, block, 2).getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "<html>", "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}}]}"})
    void anAnswerThatDoesNotAnswerEveryItemSettlesNone(String body) {
        for (Outcome outcome : outcomes(200, body, 2)) {
            assertInstanceOf(Outcome.Again.class, outcome);
        }
    }

    @Test
    void reasonsAreBounded() {
        String reason = outcomes(400, "x".repeat(100_000), 1).toString();
        assertTrue(reason.length() < 1000, reason);
    }

    private static List<Outcome> outcomes(int status, String body, int items) {
        return assertInstanceOf(BulkAnswer.Items.class, BulkAnswer.of(reply(status, body), items))
                .outcomes();
    }

    private static BulkReply reply(int status, String body) {
        return new BulkReply(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
