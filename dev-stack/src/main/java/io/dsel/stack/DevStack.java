package io.dsel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The supervisor of a stack: starts its parts in the order that they need each other, watches them, and stops them in reverse. The
 * parts are child processes and end with this one.
 */
public final class DevStack implements AutoCloseable {

    private final Path data;
    private final Instant started;
    private final StackLock lock;
    private final Ports ports;
    private final Consumer<StackEvent> listener;
    private final Map<String, SupervisedPart> parts = new LinkedHashMap<>();

    private DevStack(Path data, StackLock lock, Ports ports, Consumer<StackEvent> listener) {
        this.data = data;
        this.lock = lock;
        this.ports = ports;
        this.listener = listener;
        this.started = ProcessHandle.current().info().startInstant().orElseGet(InstantSource.system()::instant);
    }

    /**
     * Prepares a stack; nothing runs yet. Ends what a supervisor that was killed may have left behind in the folder.
     *
     * @param data everything that the stack keeps; a second start on it finds what the first one stored
     * @param listener told of every change of a part, by several threads
     * @throws StackException when another stack uses the folder, a wanted port is taken, or something is not built
     */
    public static DevStack open(Path data, StackOptions options, Consumer<StackEvent> listener) {
        options.requireComplete();
        Path folder = data.toAbsolutePath().normalize();
        return open(folder, options.ports(), listener, ports -> new PartCatalogue(
                        Jdk.find(), Checkout.find(System.getenv()), ports, folder, options)
                .parts());
    }

    static DevStack open(
            Path folder, PortPlan plan, Consumer<StackEvent> listener, Function<Ports, List<Part>> catalogue) {
        StackLock lock = StackLock.take(folder);
        Ports ports = new Ports(plan, Ports.sharedLeases(), new SplittableRandom());
        DevStack stack = new DevStack(folder, lock, ports, listener);
        try {
            Orphans.end(folder);
            catalogue.apply(ports).forEach(stack::add);
            stack.publish();
            return stack;
        } catch (RuntimeException e) {
            ports.close();
            lock.close();
            throw e;
        }
    }

    /**
     * Ends what a supervisor that was killed left behind in a folder.
     *
     * @throws StackException when its supervisor still runs
     */
    public static void endOrphans(Path data) {
        Path folder = data.toAbsolutePath().normalize();
        StackLock lock = StackLock.take(folder);
        try {
            Orphans.end(folder);
        } finally {
            lock.close();
        }
    }

    private void add(Part part) {
        parts.put(part.name(), new SupervisedPart(part, this::changed, InstantSource.system()));
    }

    private void changed(StackEvent event) {
        publish();
        listener.accept(event);
    }

    private synchronized void publish() {
        try {
            new StackFile(ProcessHandle.current().pid(), started, data.toString(), status()).write();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + data.resolve(StackFile.NAME), e);
        }
    }

    /** Starts every part and returns when all are ready; if one fails, stops the others and throws. */
    public void start() throws InterruptedException {
        try {
            StartOrder.start(List.copyOf(parts.values()));
        } catch (StackException | InterruptedException e) {
            stop();
            throw e;
        }
    }

    /** Starts a part on its data and ports, and returns when it is ready. */
    public void start(String part) throws InterruptedException {
        named(part).start();
    }

    /** Ends a part in order: SIGTERM, then SIGKILL if it takes too long. */
    public void stop(String part) throws InterruptedException {
        named(part).stop();
    }

    /** Ends a part with SIGKILL, as a crash would. */
    public void kill(String part) throws InterruptedException {
        named(part).kill();
    }

    /** Freezes a part with SIGSTOP: its connections stay open and nothing answers. */
    public void pause(String part) {
        named(part).pause();
    }

    /** Lets a frozen part go on, and returns when it is ready. */
    public void resume(String part) throws InterruptedException {
        named(part).resume();
    }

    /** Ends a part in order and starts it again on its data and ports. */
    public void restart(String part) throws InterruptedException {
        SupervisedPart supervised = named(part);
        supervised.stop();
        supervised.start();
    }

    /** Where a part is to be reached: {@code host:port} for the broker, else an URL. */
    public String url(String part) {
        return named(part).part().url();
    }

    public PartState state(String part) {
        return named(part).state();
    }

    public List<PartStatus> status() {
        return parts.values().stream().map(SupervisedPart::status).toList();
    }

    /** The folder that the stack keeps everything in. */
    public Path data() {
        return data;
    }

    /** Stops every part, those that need others first. The stack may be started again. */
    public void stop() throws InterruptedException {
        StartOrder.stop(new ArrayList<>(parts.values()));
    }

    /** Stops every part, and lets go of the folder and the ports. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        parts.values().forEach(SupervisedPart::retire);
        try {
            stop();
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            ports.close();
            lock.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SupervisedPart named(String name) {
        SupervisedPart part = parts.get(name);
        if (part == null) {
            throw new StackException("this stack has no part '" + name + "'; it has " + parts.keySet());
        }
        return part;
    }
}
