package io.dsel.aggregate;

import java.util.List;

/**
 * Events that an aggregate is of.
 *
 * @param kinds names of kinds of events, where {@code *} stands for any characters, such as {@code Deployment*Event}
 * @param where in CEL: whether an event of these kinds is in; empty for all of them
 */
public record Source(List<String> kinds, String where) {
    public Source {
        kinds = List.copyOf(kinds);
    }
}
