package io.dsel.gateway.watch;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The events delivered last, by entity and id: a second copy lies later in the same partition, most often close by. */
final class RecentEvents {
    /** How many are remembered for each watch; half a megabyte. */
    static final int SIZE = 4096;

    private final Set<String> seen = new LinkedHashSet<>();

    /** @return whether it is new */
    boolean add(String entity, String eventId) {
        boolean added = seen.add(entity + '\0' + eventId);
        if (seen.size() > SIZE) {
            Iterator<String> oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
        return added;
    }
}
