package io.dsel.gateway.index;

/** OpenSearch cannot run a query that is well-formed, such as one with too many words. */
public final class QueryRefusedException extends RuntimeException {
    QueryRefusedException(String reason) {
        super(reason);
    }
}
