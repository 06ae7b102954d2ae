package io.dsel.e2e.history;

import io.dsel.stack.DevStack;
import io.dsel.stack.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Kills and freezes instances and the broker, one after the other, each for a while, in a random order. */
final class Faults {
    private final DevStack stack;
    private final List<String> instances;
    private final SplittableRandom random;
    private final int quietMillis;
    private final TreeMap<String, List<Long>> done = new TreeMap<>();

    private enum Fault {
        KILL_INSTANCE,
        KILL_INSTANCE_LONG,
        FREEZE_INSTANCE,
        FREEZE_INSTANCE_LONG,
        KILL_BROKER,
        FREEZE_BROKER
    }

    /** @param quietMillis at most, between two faults */
    Faults(DevStack stack, List<String> instances, long seed, int quietMillis) {
        this.stack = stack;
        this.instances = List.copyOf(instances);
        this.random = new SplittableRandom(seed);
        this.quietMillis = quietMillis;
    }

    /** Every fault once, in a random order; all parts run again after it. */
    void round() throws InterruptedException {
        List<Fault> left = new ArrayList<>(List.of(Fault.values()));
        while (!left.isEmpty()) {
            run(left.remove(random.nextInt(left.size())));
            pause(quietMillis / 4, quietMillis);
        }
    }

    /** How long each was, to the end of its recovery, in milliseconds. */
    @Override
    public String toString() {
        return done.toString();
    }

    private void run(Fault fault) throws InterruptedException {
        String instance = instances.get(random.nextInt(instances.size()));
        long started = System.nanoTime();
        switch (fault) {
            case KILL_INSTANCE -> kill(instance, 0, 500);
            case KILL_INSTANCE_LONG -> kill(instance, 6_500, 8_000);
            case FREEZE_INSTANCE -> freeze(instance, 300, 3_000);
            case FREEZE_INSTANCE_LONG -> freeze(instance, 6_500, 9_000);
            case KILL_BROKER -> kill(Part.BROKER, 0, 1_000);
            case FREEZE_BROKER -> freeze(Part.BROKER, 500, 4_000);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        done.computeIfAbsent(fault.name(), name -> new ArrayList<>()).add(millis);
    }

    private void kill(String part, int least, int most) throws InterruptedException {
        stack.kill(part);
        pause(least, most);
        stack.start(part);
    }

    private void freeze(String part, int least, int most) throws InterruptedException {
        stack.pause(part);
        pause(least, most);
        stack.resume(part);
    }

    /** The length of a fault, not a wait for anything. */
    private void pause(int least, int most) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(least, most));
    }
}
