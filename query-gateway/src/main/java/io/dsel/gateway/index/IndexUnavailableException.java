package io.dsel.gateway.index;

/** OpenSearch did not answer, or is too busy to. */
public final class IndexUnavailableException extends RuntimeException {
    IndexUnavailableException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
