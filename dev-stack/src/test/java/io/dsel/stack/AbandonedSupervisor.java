package io.dsel.stack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A supervisor to be killed: starts one fake part in the folder of its first argument, freezes it if there is a second, and waits. */
public final class AbandonedSupervisor {

    private AbandonedSupervisor() {}

    public static void main(String[] args) throws InterruptedException {
        Path data = Path.of(args[0]);
        DevStack stack = DevStack.open(data, new PortPlan.Free(), event -> {}, Fakes.parts(data, Fakes.part("fake")));
        stack.start();
        if (args.length > 1) {
            stack.pause("fake");
        }
        new CountDownLatch(1).await();
    }
}
