package io.dsel.expression;

/** An expression that gave no value: a field that is not there, a wrong type, a bound that was reached. */
public final class ExpressionException extends RuntimeException {
    public ExpressionException(String problem) {
        super(problem);
    }

    public ExpressionException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
