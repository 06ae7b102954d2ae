package io.dsel.ingest.writer;

import io.dsel.event.LogPosition;
import java.util.List;

/** Where an event lies, or will lie when the transaction that appends it has been committed. */
sealed interface Ref {

    /** In the log. */
    record At(LogPosition position) implements Ref {
        @Override
        public LogPosition in(List<Placed> appended) {
            return position;
        }
    }

    /** Among the events that the transaction in the making appends, the one with that index. */
    record Pending(int index) implements Ref {
        @Override
        public LogPosition in(List<Placed> appended) {
            return appended.get(index).position();
        }
    }

    /** @param appended where the transaction's events have come to lie */
    LogPosition in(List<Placed> appended);
}
