package io.dsel.gateway.watch;

/** As many watches are open as this gateway may have. */
public final class TooManyWatchesException extends RuntimeException {
    TooManyWatchesException(int most) {
        super(most + " watches are open, which is the limit (watch.max); try again later or at another gateway");
    }
}
