package io.dsel.streams.enrich;

/** Where open questions are handed over. */
public interface Outside {
    /** Nobody is there: all questions stay open. */
    Outside NOBODY = partition -> new Desk() {
        @Override
        public boolean offer(Question question) {
            return false;
        }

        @Override
        public void open(int questions) {}

        @Override
        public void close() {}
    };

    /**
     * For a task that begins; returns at once.
     *
     * @param partition of the journal
     */
    Desk desk(int partition);

    /** For the questions of one partition. Never blocks, so that a stream thread may call it. */
    interface Desk extends AutoCloseable {
        /**
         * Has a question asked, now or in a while if it was in vain before. It is to be offered again as long as it is open;
         * that costs next to nothing.
         *
         * @return false if no more are taken now
         */
        boolean offer(Question question);

        /** How many there are now, for whoever watches. */
        void open(int questions);

        /** The task ends. */
        @Override
        void close();
    }
}
