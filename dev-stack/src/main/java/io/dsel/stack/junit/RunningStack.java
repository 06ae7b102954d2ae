package io.dsel.stack.junit;

import io.dsel.stack.DevStack;
import io.dsel.stack.StackEvent;
import io.dsel.stack.StackException;
import io.dsel.stack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stack and its temporary folder. JUnit closes it with the store that holds it. */
record RunningStack(DevStack stack) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningStack.class);

    static RunningStack start(StackOptions options) {
        Path folder = temporaryFolder();
        DevStack stack = DevStack.open(folder, options, RunningStack::log);
        try {
            stack.start();
            return new RunningStack(stack);
        } catch (InterruptedException e) {
            stack.close();
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the stack was starting", e);
        } catch (StackException e) {
            // The folder stays, because the logs are in it.
            stack.close();
            throw e;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("dsel-test-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the stack", e);
        }
    }

    private static void log(StackEvent event) {
        switch (event) {
            case StackEvent.Ready ready ->
                LOG.info("{} is ready after {} ms", ready.part(), ready.after().toMillis());
            case StackEvent.Died died -> LOG.warn(died.description());
            default -> LOG.debug("{}", event);
        }
    }

    /** Prints what the parts warned of. */
    void printComplaints(String when) {
        LOG.warn("the parts, {}:{}", when, Complaints.of(stack));
    }

    @Override
    public void close() throws IOException {
        stack.close();
        try (Stream<Path> files = Files.walk(stack.data())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
