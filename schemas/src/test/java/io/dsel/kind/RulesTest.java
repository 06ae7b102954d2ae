package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule is heard, and says what it is about. */
class RulesTest {
    private final Kind approval = Manifests.kind(Manifests.APPROVAL);

    @Test
    void aRuleThatHoldsSaysNothing() {
        assertEquals(
                List.of(new RuleVerdict("subject-named", "spec.subject", Rule.Severity.WARNING, true, "")),
                approval.judge(Manifests.approval("Requested", "alice", "{\"subject\":\"web\"}")));
    }

    @Test
    void allThatAreBrokenAreTold() {
        List<RuleVerdict> verdicts = approval.judge(
                Manifests.approval("Granted", "alice", "{\"subject\":\"W!\",\"approvers\":[\"bob\",\"alice\"]}"));
        assertEquals(
                List.of(
                        new RuleVerdict(
                                "four-eyes",
                                "spec.approvers",
                                Rule.Severity.ERROR,
                                false,
                                "nobody approves what is his own"),
                        new RuleVerdict(
                                "subject-named",
                                "spec.subject",
                                Rule.Severity.WARNING,
                                false,
                                "a subject is small letters and hyphens")),
                verdicts);
        assertEquals(
                List.of(true, false),
                verdicts.stream().map(RuleVerdict::refuses).toList());
    }

    @Test
    void aRuleThatCannotBeToldIsBroken() {
        RuleVerdict verdict =
                approval.judge(Manifests.approval("Requested", "alice", "{}")).getFirst();
        assertTrue(verdict.message().contains("cannot be told"), verdict.message());
    }

    @Test
    void expressionsThatAreNoneAreAllNamed() {
        Kind broken = Manifests.kind(Manifests.APPROVAL
                .replace("object.spec.subject.matches('^[a-z-]+$')", "object.spec.subject +")
                .replace("meta.userId in", "meta.userId inn"));
        InvalidEventException e = assertThrows(InvalidEventException.class, broken::compiled);
        assertEquals(
                List.of("spec.rules[0].expression", "spec.rules[1].expression"),
                e.violations().stream().map(Violation::field).toList());
    }

    @Test
    void theRulesThatComeAlongAreExpressions() {
        Kinds.BUILT_IN.all().forEach(Kind::compiled);
    }
}
