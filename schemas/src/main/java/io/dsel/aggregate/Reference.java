package io.dsel.aggregate;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Objects that a group refers to, of which its aggregates tell how they are now.
 *
 * @param name of its field under {@code spec.references}
 * @param kind of the objects
 * @param app in CEL, over an event of the group: the application that they belong to
 * @param key in CEL, over an event of the group: their names, a text or a list of up to {@link #MOST_KEYS}; the latest event
 *     that gives one counts
 * @param fields by their names, in CEL over the latest event of such an object: what is told of it; none for its whole spec
 */
public record Reference(String name, String kind, String app, String key, Map<String, String> fields) {
    /** Objects that one reference of a group is to. */
    public static final int MOST_KEYS = 20;

    /** That of the event itself. */
    static final String USUAL_APP = "meta.appId";

    /** In the order of their names. */
    public Reference {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
}
