package io.dsel.ingest;

/**
 * None of several events was written, because one is not taken. The cause says why: {@link
 * io.dsel.event.InvalidEventException}, {@link EventTooLargeException}, {@link ConflictException}, …
 */
final class RefusedException extends RuntimeException {
    private final int item;

    /** @param item index of the one to blame */
    RefusedException(int item, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.item = item;
    }

    int item() {
        return item;
    }

    RuntimeException reason() {
        return (RuntimeException) getCause();
    }
}
