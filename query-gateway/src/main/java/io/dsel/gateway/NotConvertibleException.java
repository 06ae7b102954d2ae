package io.dsel.gateway;

/** An event that cannot be read as of the version that was asked for. */
final class NotConvertibleException extends RuntimeException {
    private final String eventId;
    private final String stored;
    private final String reason;

    /**
     * @param stored the version that it was written in
     * @param cause null if there is none
     */
    NotConvertibleException(String eventId, String stored, String reason, Throwable cause) {
        super(reason + "; event " + eventId + " was written as " + stored + ", and can be read so", cause);
        this.eventId = eventId;
        this.stored = stored;
        this.reason = reason;
    }

    String eventId() {
        return eventId;
    }

    String stored() {
        return stored;
    }

    /** Without what every such message ends in. */
    String reason() {
        return reason;
    }
}
