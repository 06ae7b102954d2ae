package io.dsel.stack.child;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another main class, and ends with the supervisor. The supervisor holds the other end of standard input and never writes: when
 * it is gone, even by {@code kill -9}, reading ends, and this process shuts down in order, or is halted after a while.
 */
public final class Tether {

    private static final long HALT_AFTER_MILLIS = 15_000;

    private Tether() {}

    /** @param args the main class, then its own arguments */
    public static void main(String[] args) throws Exception {
        Thread watcher = new Thread(Tether::endWithSupervisor, "tether");
        watcher.setDaemon(true);
        watcher.start();
        Method main = Class.forName(args[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void endWithSupervisor() {
        try {
            while (System.in.read() != -1) {
                // Nothing is ever sent; only the end counts.
            }
        } catch (IOException e) {
            System.err.println("tether: cannot watch the supervisor any more: " + e);
        }
        System.err.println("tether: the supervisor is gone, so this part stops");
        Thread halt = new Thread(Tether::haltLater, "tether-halt");
        halt.setDaemon(true);
        halt.start();
        System.exit(143);
    }

    private static void haltLater() {
        try {
            Thread.sleep(HALT_AFTER_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(143);
    }
}
