package io.dsel.kind;

/**
 * What became of one rule.
 *
 * @param field path in the object of what it is about; empty for none
 * @param message why it does not hold; empty if it does
 */
public record RuleVerdict(String name, String field, Rule.Severity severity, boolean pass, String message) {

    /** Whether it keeps a write from being taken. */
    public boolean refuses() {
        return !pass && severity == Rule.Severity.ERROR;
    }
}
