package io.dsel.ingest.writer;

import java.util.List;
import java.util.Optional;

/** What is to become of a unit, as soon as the transaction in the making is committed. */
sealed interface Decision {

    /** @param appended where the transaction's events have come to lie */
    Result resolve(List<Placed> appended);

    /**
     * Whether it is true only as long as nobody else writes the partition. Then it may be told only after a commit has
     * shown that nobody does.
     */
    boolean needsProof();

    record Accept(List<Entry> entries) implements Decision {
        record Entry(Ref ref, long timestamp, boolean duplicate) {}

        @Override
        public Result resolve(List<Placed> appended) {
            return new Result.Stored(entries.stream()
                    .map(entry -> new Result.Item(entry.ref().in(appended), entry.timestamp(), entry.duplicate()))
                    .toList());
        }

        @Override
        public boolean needsProof() {
            return false;
        }
    }

    record Refuse(int item, Result.Reason reason, Optional<Head> there) implements Decision {
        @Override
        public Result resolve(List<Placed> appended) {
            return new Result.Refused(item, reason, there.map(head -> head.view(appended)));
        }

        @Override
        public boolean needsProof() {
            return reason != Result.Reason.ID_CONFLICT;
        }
    }

    record Show(Optional<Head> head) implements Decision {
        @Override
        public Result resolve(List<Placed> appended) {
            return new Result.Seen(head.map(one -> one.view(appended)));
        }

        @Override
        public boolean needsProof() {
            return true;
        }
    }
}
