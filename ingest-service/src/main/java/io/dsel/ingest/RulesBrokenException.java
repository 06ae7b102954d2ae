package io.dsel.ingest;

import io.dsel.kind.RuleVerdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** An object that is of its kind's shape, but breaks its rules. */
final class RulesBrokenException extends RuntimeException {
    private final transient List<RuleVerdict> broken;

    /** @param broken at least one */
    RulesBrokenException(List<RuleVerdict> broken) {
        super(broken.stream()
                .map(rule ->
                        rule.name() + (rule.field().isEmpty() ? "" : " (" + rule.field() + ")") + ": " + rule.message())
                .collect(Collectors.joining("; ")));
        this.broken = List.copyOf(broken);
    }

    /** With every rule that is broken, if one of them is that refuses. */
    static Optional<RulesBrokenException> of(List<RuleVerdict> verdicts) {
        return verdicts.stream().anyMatch(RuleVerdict::refuses)
                ? Optional.of(new RulesBrokenException(
                        verdicts.stream().filter(verdict -> !verdict.pass()).toList()))
                : Optional.empty();
    }

    List<RuleVerdict> broken() {
        return broken;
    }
}
