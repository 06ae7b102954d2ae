package io.dsel.aggregate;

/**
 * What an event is added to.
 *
 * @param app in CEL: the application that the group belongs to; empty for none
 * @param key in CEL: the group's name, or a list of those that the event is in
 */
public record Group(String app, String key) {
    /** The application of a group that belongs to none. */
    public static final String NO_APP = "_";

    /** Groups that one event can be in. */
    public static final int MOST_KEYS = 20;
}
