package io.dsel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Chooses ports, and keeps other stacks of this machine off them while this one lives, even while a part is down.
 *
 * <p>Free ports are not asked of the operating system: those are handed out to outgoing connections as well, so a client that tries to
 * reach a killed part could be given the part's own port and keep it from starting again.
 */
final class Ports implements AutoCloseable {

    private static final int LOWEST_FREE = 10_000;
    /** Linux hands out ports from 32768 to outgoing connections, other systems from higher ones. */
    private static final int HIGHEST_FREE = 32_000;

    private static final int ATTEMPTS = 1_000;

    private final PortPlan plan;
    private final Path leaseFolder;
    private final RandomGenerator random;
    private final Deque<FileLock> leases = new ArrayDeque<>();

    /** @param leaseFolder shared by all stacks of this user; one small file a port */
    Ports(PortPlan plan, Path leaseFolder, RandomGenerator random) {
        this.plan = plan;
        this.leaseFolder = leaseFolder;
        this.random = random;
    }

    static Path sharedLeases() {
        return Path.of(System.getProperty("java.io.tmpdir"), "dsel-ports-" + System.getProperty("user.name"));
    }

    int take(PortName name) {
        return switch (plan) {
            case PortPlan.Free() -> takeFree(name);
            case PortPlan.Usual() -> take(name.usual()).orElseGet(() -> takeFree(name));
            case PortPlan.From(int base) ->
                take(base + name.offset())
                        .orElseThrow(() -> new StackException("port " + (base + name.offset()) + " (" + name.name()
                                + ") is taken: choose another port base, or none for any free ports"));
        };
    }

    private int takeFree(PortName name) {
        return random.ints(ATTEMPTS, LOWEST_FREE, HIGHEST_FREE)
                .mapToObj(this::take)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new StackException(
                        "no free port for " + name.name() + " between " + LOWEST_FREE + " and " + HIGHEST_FREE));
    }

    private Optional<Integer> take(int port) {
        Optional<FileLock> lease = lease(port);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        if (!isFree(port)) {
            release(lease.get());
            return Optional.empty();
        }
        leases.push(lease.get());
        return Optional.of(port);
    }

    private Optional<FileLock> lease(int port) {
        try {
            Files.createDirectories(leaseFolder);
            FileChannel channel = FileChannel.open(
                    leaseFolder.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(lock);
                }
            } catch (OverlappingFileLockException anotherStackOfThisProcess) {
                // Taken, as when tryLock returns null for a stack of another process.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock a port in " + leaseFolder, e);
        }
    }

    /** Parts listen on loopback, but one that somebody else holds on all addresses is no use either. */
    private static boolean isFree(int port) {
        return canBind(InetAddress.getLoopbackAddress(), port) && canBind(null, port);
    }

    private static boolean canBind(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void release(FileLock lease) {
        try (FileChannel channel = lease.acquiredBy() instanceof FileChannel open ? open : null) {
            lease.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a port", e);
        }
    }

    @Override
    public void close() {
        while (!leases.isEmpty()) {
            release(leases.pop());
        }
    }
}
