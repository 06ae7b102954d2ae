package io.dsel.gateway;

/** A parameter of a request is wrong: which, and what is allowed there. */
final class BadParameterException extends RuntimeException {
    private final String parameter;

    BadParameterException(String parameter, String problem) {
        super(parameter + ": " + problem);
        this.parameter = parameter;
    }

    String parameter() {
        return parameter;
    }
}
