package io.dsel.e2e;

import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.verify.Addresses;
import io.dsel.verify.Difference;
import io.dsel.verify.Listener;
import io.dsel.verify.Options;
import io.dsel.verify.Scope;
import io.dsel.verify.Summary;
import io.dsel.verify.Tier;
import io.dsel.verify.Verifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Verifies a stack, and keeps what is found, each difference as one line. */
final class Verified implements Listener {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So little memory, in bytes, that all is sorted on disk. */
    private static final long MEMORY = 40_000;

    private static final int MOST_DIFFERENCES = 100;

    private final DevStackExtension stack;
    private final Path folder;
    private final Set<String> lines = new ConcurrentSkipListSet<>();

    /** @param folder where it is sorted */
    Verified(DevStackExtension stack, Path folder) {
        this.stack = stack;
        this.folder = folder;
    }

    Summary verify(Scope scope) {
        Addresses addresses = new Addresses(
                stack.bootstrapServers(),
                stack.schemaRegistryUrl(),
                List.of(URI.create(stack.url(Part.streams(1)))),
                List.of(URI.create(stack.url(Part.SINK))),
                List.of(URI.create(stack.openSearchUrl())));
        Options options =
                new Options(scope, Set.of(Tier.STORE, Tier.INDEX), MOST_DIFFERENCES, MEMORY, folder, PATIENCE);
        return new Verifier(addresses, options, this).run();
    }

    /** {@code <tier> <subject> <sort> <of> <event id> <field>: <log> / <found>}. */
    Set<String> lines() {
        return new TreeSet<>(lines);
    }

    void forget() {
        lines.clear();
    }

    @Override
    public void start(String task, String unit, long total) {
        // Nobody watches.
    }

    @Override
    public void at(long done) {
        // Nobody watches.
    }

    @Override
    public void found(Difference one) {
        String field = one.field().isEmpty() ? "" : " " + one.field() + ": " + one.log() + " / " + one.found();
        lines.add(String.join(
                        " ", one.tier().word(), one.subject().word(), one.sort().word(), one.of(), one.eventId())
                + field);
    }
}
