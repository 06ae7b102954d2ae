package io.dsel.gateway.index;

/** An index that was made a moment ago belongs to what is searched, and has no shard yet that answers. */
final class IndexStartingException extends IndexUnavailableException {
    IndexStartingException(Throwable cause) {
        super("an index of OpenSearch's has just been made and does not answer yet", cause);
    }
}
