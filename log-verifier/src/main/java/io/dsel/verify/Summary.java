package io.dsel.verify;

import java.util.List;

/**
 * What came out.
 *
 * @param records of events and aggregates that were read
 * @param unreadable of them, those that are no event in its place, and so in the dead letters
 * @param tallies one for each comparison
 * @param remarks on what could not be compared, and why
 */
public record Summary(long records, long unreadable, List<Tally> tallies, List<String> remarks) {
    public Summary {
        tallies = List.copyOf(tallies);
        remarks = List.copyOf(remarks);
    }

    public boolean isClean() {
        return tallies.stream().allMatch(Tally::isClean);
    }
}
