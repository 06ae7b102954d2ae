package io.dsel.service;

/** A part of a running service that can say how it is, and that ends when told to. */
public interface Component extends AutoCloseable {

    /** The part's name in {@code /health}, such as {@code log} or {@code opensearch}. */
    String name();

    /** How it is now; answers within a second or so and throws nothing. */
    Health check();

    /** Ends it; waits for work under way. */
    @Override
    void close();
}
