package io.dsel.e2e;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** A reader of an aggregate's groups that never rests. No read may fail. */
final class SteadyReads implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long BETWEEN = TimeUnit.MILLISECONDS.toNanos(100);

    private final Http http = new Http();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final String url;
    private final int groups;
    private final Thread thread;
    private volatile String formula = "";
    private volatile boolean stopped;

    /** @param groups {@code service-0} and so on, of the application {@code shop} */
    SteadyReads(String gateway, String aggregate, int groups) {
        this.url = gateway + "/v1/objects/" + aggregate + "/shop/service-";
        this.groups = groups;
        Awaitility.await().atMost(PATIENCE).until(this::areAllThere);
        thread = Thread.ofVirtual().start(this::read);
    }

    List<String> errors() {
        return errors.stream().limit(5).toList();
    }

    /** Waits until the reader sees what was made by that formula. */
    void awaitFormula(String expected) {
        Awaitility.await().atMost(PATIENCE).until(() -> formula.equals(expected));
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join(TimeUnit.SECONDS.toMillis(60));
        System.out.println(reads + " reads meanwhile, " + errors.size() + " failed");
    }

    private boolean areAllThere() throws Exception {
        for (int i = 0; i < groups; i++) {
            if (http.get(url + i).status() != 200) {
                return false;
            }
        }
        return true;
    }

    private void read() {
        for (int i = 0; !stopped; i = (i + 1) % groups) {
            try {
                Http.Answer answer = http.get(url + i + "?timeoutMs=20000");
                if (answer.status() == 200) {
                    formula = answer.body().at("/event/spec/formula").asString("");
                } else {
                    errors.add("service-" + i + ": HTTP " + answer.status() + " " + answer.body());
                }
            } catch (Exception e) {
                errors.add("service-" + i + ": " + e);
            }
            reads.incrementAndGet();
            LockSupport.parkNanos(BETWEEN);
        }
    }
}
