package io.dsel.kind;

/** An expression that gave no value: a field that is not there, a wrong type, a bound that was reached. */
public final class ExpressionException extends RuntimeException {
    ExpressionException(String problem) {
        super(problem);
    }

    ExpressionException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
