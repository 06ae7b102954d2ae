package io.dsel.verify;

import io.dsel.verify.Difference.Sort;
import java.util.ArrayList;
import java.util.List;

/** Counts all differences, and tells as many of them as are wanted. */
final class Findings {
    private final Listener listener;
    private final int most;
    private final List<Tally> tallies = new ArrayList<>();
    private int told;

    Findings(Listener listener, int most) {
        this.listener = listener;
        this.most = most;
    }

    /** Counts one comparison. */
    final class Count {
        private final Tier tier;
        private final Subject subject;
        private long compared;
        private long missing;
        private long extra;
        private long different;
        private long leftOut;

        private Count(Tier tier, Subject subject) {
            this.tier = tier;
            this.subject = subject;
        }

        void compared() {
            compared++;
        }

        void leftOut() {
            leftOut++;
        }

        void missing(String of, String eventId, String log) {
            missing++;
            tell(Sort.MISSING, of, eventId, new FieldDifference("", log, ""));
        }

        void extra(String of, String eventId, String found) {
            extra++;
            tell(Sort.EXTRA, of, eventId, new FieldDifference("", "", found));
        }

        void different(String of, String eventId, List<FieldDifference> fields) {
            different++;
            fields.forEach(field -> tell(Sort.DIFFERENT, of, eventId, field));
        }

        /** Whether what is found now will be told; what is only counted need not be looked at closely. */
        boolean tells() {
            return told < most;
        }

        long done() {
            return compared + missing + extra + leftOut;
        }

        void end() {
            tallies.add(new Tally(tier, subject, compared, missing, extra, different, leftOut));
        }

        private void tell(Sort sort, String of, String eventId, FieldDifference field) {
            if (told < most) {
                told++;
                listener.found(
                        new Difference(tier, subject, sort, of, eventId, field.path(), field.log(), field.found()));
            }
        }
    }

    Count count(Tier tier, Subject subject) {
        return new Count(tier, subject);
    }

    List<Tally> tallies() {
        return tallies;
    }
}
