package io.dsel.streams.query;

/** A query parameter that is wrong. */
final class BadParameterException extends RuntimeException {
    private final String parameter;

    /** @param problem what is wrong with it and what is allowed */
    BadParameterException(String parameter, String problem) {
        super(parameter + ": " + problem);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
