package io.dsel.stack.junit;

import io.dsel.stack.DevStack;
import io.dsel.stack.Part;
import io.dsel.stack.StackException;
import io.dsel.stack.StackOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Starts a stack on free ports in a temporary folder before the tests of a class, and stops and deletes it after them.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DevStackExtension stack =
 *         DevStackExtension.builder().broker().registry().openSearch().build();
 *
 * @Test
 * void writes() {
 *     var producer = new KafkaProducer<>(Map.of("bootstrap.servers", stack.bootstrapServers(), …));
 * }
 * }</pre>
 *
 * <p>With {@link Builder#shared()}, all classes of one JVM that ask for the same parts use one stack, which ends after the last test.
 * Such tests must keep to topics and indexes of their own, and start again what they have killed.
 *
 * <p>When a test fails, what the parts complained of is printed.
 */
public final class DevStackExtension implements BeforeAllCallback, AfterAllCallback, TestWatcher {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(DevStackExtension.class);

    private final StackOptions options;
    private final boolean shared;
    private RunningStack running;

    private DevStackExtension(StackOptions options, boolean shared) {
        this.options = options;
        this.shared = shared;
    }

    public static Builder builder() {
        return new Builder(StackOptions.none().withQuick(true), false);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext owner = shared ? context.getRoot() : context;
        Object key = shared ? options : this;
        running = owner.getStore(NAMESPACE)
                .computeIfAbsent(key, ignored -> RunningStack.start(options), RunningStack.class);
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        if (running != null) {
            running.printComplaints("when " + context.getDisplayName() + " failed");
        }
    }

    /** The store that the stack is kept in closes it; this only makes a later use fail with a clear message. */
    @Override
    public void afterAll(ExtensionContext context) {
        running = null;
    }

    /** The running stack itself, for what has no method here. */
    public DevStack stack() {
        return Optional.ofNullable(running)
                .orElseThrow(() -> new StackException("the stack runs only while the tests of its class do"))
                .stack();
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return url(Part.BROKER);
    }

    /** Confluent's API. */
    public String schemaRegistryUrl() {
        return url(Part.REGISTRY);
    }

    public String openSearchUrl() {
        return url(Part.OPEN_SEARCH);
    }

    /** The address of a part, by one of the names in {@link Part}. */
    public String url(String part) {
        return stack().url(part);
    }

    /** SIGKILL, as in a crash. */
    public void kill(String part) throws InterruptedException {
        stack().kill(part);
    }

    /** Starts a part that was killed or stopped, on its data and ports; returns when it is ready. */
    public void start(String part) throws InterruptedException {
        stack().start(part);
    }

    /** SIGTERM, and SIGKILL if it takes too long. */
    public void stop(String part) throws InterruptedException {
        stack().stop(part);
    }

    public void restart(String part) throws InterruptedException {
        stack().restart(part);
    }

    /** SIGSTOP: connections stay open, nothing answers. */
    public void pause(String part) {
        stack().pause(part);
    }

    /** SIGCONT; returns when the part is ready again. */
    public void resume(String part) throws InterruptedException {
        stack().resume(part);
    }

    /** A folder that goes with the stack. */
    public Path folder() {
        return stack().data();
    }

    /** Says what is needed; immutable, every method returns another. */
    public record Builder(StackOptions options, boolean isShared) {

        public Builder broker() {
            return services(Part.BROKER);
        }

        public Builder registry() {
            return services(Part.REGISTRY);
        }

        public Builder openSearch() {
            return services(Part.OPEN_SEARCH);
        }

        /** DSEL's own services, by their names in {@link Part}; for streams see {@link #streams}. */
        public Builder services(String... names) {
            StackOptions more = Arrays.stream(names).reduce(options, StackOptions::with, (a, b) -> b);
            return new Builder(more, isShared);
        }

        /** Instances of the streams service: {@code streams-1}, {@code streams-2}… */
        public Builder streams(int instances) {
            return new Builder(options.withStreams(instances), isShared);
        }

        /** Sets an environment variable of a part. */
        public Builder environment(String part, String variable, String value) {
            return new Builder(options.withEnvironment(part, variable, value), isShared);
        }

        /** For tests that measure: the parts start slower, and reach their full speed. */
        public Builder fullSpeed() {
            return new Builder(options.withQuick(false), isShared);
        }

        /** One stack for all test classes of this JVM that ask for the same. */
        public Builder shared() {
            return new Builder(options, true);
        }

        public DevStackExtension build() {
            return new DevStackExtension(options, isShared);
        }
    }
}
