package io.dsel.gateway;

/** An event that cannot be read as of the version that was asked for. */
final class NotConvertibleException extends RuntimeException {
    private final String stored;

    /** @param stored the version that it was written in */
    NotConvertibleException(String stored, String reason, Throwable cause) {
        super(reason + "; it was written as " + stored + ", and can be read so", cause);
        this.stored = stored;
    }

    String stored() {
        return stored;
    }
}
