package io.dsel.verify;

/** Hears what goes on. */
public interface Listener {

    /** Work begins on so many of that unit. */
    void start(String task, String unit, long total);

    /** So many are done. */
    void at(long done);

    /** A difference was found; as many of them are told as are wanted. */
    void found(Difference difference);
}
