package io.dsel.verify;

/**
 * Reads the log from its beginning, recomputes what it adds up to, and compares that with what the tiers say.
 *
 * <p>It may run while events are written. First the ends of the events are taken, and the streams are awaited until they
 * have derived all aggregates of what lies before. Then the ends of everything are taken, and these are what is verified:
 * tiers are asked with a token of them, and what lies behind them is left out. An execution or a group that got an event
 * between the two moments is left out too, because its aggregates may lie on either side.
 */
public final class Verifier {
    private final Addresses addresses;
    private final Options options;
    private final Listener listener;

    public Verifier(Addresses addresses, Options options, Listener listener) {
        this.addresses = addresses;
        this.options = options;
        this.listener = listener;
    }

    /** @throws VerificationException if it could not be done */
    public Summary run() {
        try (WorkFolder folder = WorkFolder.in(options.workDir());
                Log log = new Log(addresses.bootstrapServers(), addresses.registryUrl());
                Service streams = new Service("streams", addresses.streams());
                Service sink = new Service("sink", addresses.sinks());
                Service openSearch = new Service("index", addresses.openSearch())) {
            return new Verification(options, listener, folder, log, streams, sink, openSearch).run();
        } catch (RuntimeException e) {
            throw Log.isAway(e) ? new VerificationException("the log does not answer: " + e.getMessage(), e) : e;
        }
    }
}
