package io.dsel.service;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's life: {@code --help} and {@code --config FILE}, start, run until a signal, stop in reverse order. A
 * {@code main} hands its wiring to {@link #run} and does nothing else.
 */
public final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private ServiceMain() {}

    /** Builds and starts a service's parts. */
    public interface Wiring {
        /** @param stops to be filled as parts start; each is closed at the end, the last first */
        void start(Configuration configuration, Stops stops) throws Exception;
    }

    /** What to close at the end. */
    public static final class Stops implements AutoCloseable {
        private final Deque<AutoCloseable> parts = new ArrayDeque<>();

        /** Closes the part at the end, before those added earlier; gives it back. */
        public <T extends AutoCloseable> T add(T part) {
            parts.push(part);
            return part;
        }

        /** Closes them all; what one throws is logged, and keeps no other open. */
        @Override
        public void close() {
            for (AutoCloseable part : parts) {
                try {
                    part.close();
                } catch (Exception e) {
                    LOG.warn("{} did not stop cleanly", part, e);
                }
            }
            parts.clear();
        }
    }

    /** Runs until SIGTERM or SIGINT; exits with 2 on a wrong configuration, 1 if the start failed. */
    public static void run(String service, String[] arguments, List<Option<?>> options, Wiring wiring) {
        if (arguments.length > 0 && arguments[0].equals("--help")) {
            System.out.print(help(service, options));
            return;
        }
        Configuration configuration;
        try {
            configuration = new Configuration(options, System.getenv(), configFile(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(service + ": " + e.getMessage() + "\nTry '" + service + " --help'.");
            System.exit(2);
            return;
        }
        Stops stops = new Stops();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("{} stops", service);
                            stops.close();
                            stopped.countDown();
                        },
                        "stop"));
        try {
            wiring.start(configuration, stops);
            LOG.info("{} is up with\n{}", service, configuration);
            stopped.await();
        } catch (Exception e) {
            LOG.error("{} could not start: {}", service, e.getMessage(), e);
            System.exit(1);
        }
    }

    /** The reference of a service's options. */
    public static String help(String service, List<Option<?>> options) {
        StringBuilder text = new StringBuilder("Usage: " + service + " [--config FILE] [--help]\n\n"
                + "Options, from the environment, the file (as name=value) or the default:\n\n");
        for (Option<?> option : options) {
            text.append("  ")
                    .append(option.variable())
                    .append(" (")
                    .append(option.name())
                    .append(")\n      ");
            text.append(option.meaning());
            text.append(option.fallback() == null ? "; must be set" : "; default: '" + option.fallback() + "'");
            text.append('\n');
        }
        return text.toString();
    }

    private static Optional<Path> configFile(String[] arguments) {
        if (arguments.length == 0) {
            return Optional.empty();
        }
        if (arguments.length == 2 && arguments[0].equals("--config")) {
            return Optional.of(Path.of(arguments[1]));
        }
        throw new IllegalArgumentException("does not know the arguments " + List.of(arguments));
    }
}
