package io.dsel.avro;

/** The schema registry did not answer; the same bytes may be readable later, so they must not be given up. */
public final class RegistryUnavailableException extends RuntimeException {
    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
