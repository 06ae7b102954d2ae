package io.dsel.verify;

/**
 * Counts of one comparison.
 *
 * @param compared heads, events, executions or groups that both sides have
 * @param missing that only the log has
 * @param extra that only the tier has
 * @param different that both have, with differences; each counts once, whatever the number of its fields
 * @param leftOut that came while this ran, or that the log no longer holds: neither right nor wrong
 */
public record Tally(Tier tier, Subject subject, long compared, long missing, long extra, long different, long leftOut) {

    public boolean isClean() {
        return missing + extra + different == 0;
    }
}
