package io.dsel.bench;

/** One ratio of the design's table: what we do against a yardstick that does the same with less. */
public interface Ratio {
    /** Short, for the command line: {@code aggregation-bare}. */
    String name();

    /** What is divided by what. */
    String meaning();

    /** The least ratio that counts as met. */
    double goal();

    /**
     * How many events the input has unless somebody asks for another number.
     *
     * @param quick just enough to see that it works
     */
    default int events(boolean quick) {
        return quick ? 20_000 : 200_000;
    }

    /**
     * Makes the input and starts what both sides need.
     *
     * @param events of the input
     * @return both sides, ready to run many times
     */
    Contest prepare(int events) throws Exception;

    /** Both sides over one input. */
    interface Contest extends AutoCloseable {
        /** Runs our side once; events per second. */
        double ours() throws Exception;

        /** Runs the yardstick once; events per second. */
        double yardstick() throws Exception;

        /**
         * Compares what the latest run of each side has put out.
         *
         * @throws AssertionError saying where they differ
         */
        void requireEqualOutputs() throws Exception;

        @Override
        void close() throws Exception;
    }
}
