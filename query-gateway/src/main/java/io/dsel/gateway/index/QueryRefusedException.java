package io.dsel.gateway.index;

import io.dsel.gateway.read.RefusedException;

/** OpenSearch cannot run a query that is well-formed, such as one with too many words. */
public final class QueryRefusedException extends RefusedException {
    QueryRefusedException(String reason) {
        super(reason);
    }
}
