package io.dsel.sink.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({
        "200, '', Stored",
        "201, '', Stored",
        "409, version_conflict_engine_exception, AlreadyThere",
        "429, rejected_execution_exception, Again",
        "500, exception, Again",
        "503, unavailable_shards_exception, Again",
        "403, cluster_block_exception, Again",
        "400, index_closed_exception, Again",
        "400, validation_exception, Again",
        "400, mapper_parsing_exception, Rejected",
        "400, strict_dynamic_mapping_exception, Rejected",
        "413, '', Rejected",
        "401, security_exception, Stop",
        "403, security_exception, Stop",
        "404, index_not_found_exception, Stop"
    })
    void everyStatusHasOne(int status, String type, String outcome) {
        assertEquals(outcome, Outcome.of(status, type, "why").getClass().getSimpleName());
    }
}
