package io.dsel.gateway.index;

import io.dsel.gateway.read.TierUnavailableException;

/** OpenSearch did not answer, or is too busy to. */
public class IndexUnavailableException extends TierUnavailableException {
    IndexUnavailableException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
