package io.dsel.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feat: something (#123)                 | 123",
                "fix: a (#1) and b (#22)                | 22",
                "Merge pull request #345 from me/branch | 345",
                "Merge pull request #6                  | 6"
            })
    void theSubjectNamesIt(String subject, int number) {
        assertEquals(OptionalInt.of(number), GitEvents.pullRequest(subject));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feat: something",
                "fix #123",
                "Revert \"feat: something (#123)\"",
                "see (#12) for more",
                "x (#99999999999)",
                "A Merge pull request #6",
                ""
            })
    void theSubjectNamesNone(String subject) {
        assertEquals(OptionalInt.empty(), GitEvents.pullRequest(subject));
    }
}
