package io.dsel.stack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/** Does something to every part, as parallel as their dependencies allow. */
final class StartOrder {

    @FunctionalInterface
    private interface Step {
        void run(SupervisedPart part) throws InterruptedException;
    }

    private StartOrder() {}

    /** Starts each part when those it comes after are ready. @throws StackException the first failure, once nothing starts any more */
    static void start(List<SupervisedPart> parts) throws InterruptedException {
        Map<String, SupervisedPart> byName = byName(parts);
        walk(
                parts,
                part -> part.part().after().stream().filter(byName::containsKey).map(byName::get),
                SupervisedPart::start);
    }

    /** Stops each part when those that come after it have ended. */
    static void stop(List<SupervisedPart> parts) throws InterruptedException {
        walk(
                parts,
                part -> parts.stream()
                        .filter(other ->
                                other.part().after().contains(part.part().name())),
                SupervisedPart::stop);
    }

    private static Map<String, SupervisedPart> byName(List<SupervisedPart> parts) {
        Map<String, SupervisedPart> byName = new HashMap<>();
        parts.forEach(part -> byName.put(part.part().name(), part));
        return byName;
    }

    private static void walk(
            List<SupervisedPart> parts, Function<SupervisedPart, Stream<SupervisedPart>> first, Step step)
            throws InterruptedException {
        Map<SupervisedPart, CompletableFuture<Void>> done = new HashMap<>();
        parts.forEach(part -> done.put(part, new CompletableFuture<>()));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (SupervisedPart part : parts) {
                CompletableFuture<?>[] before = first.apply(part).map(done::get).toArray(CompletableFuture[]::new);
                threads.submit(() -> runAfter(before, part, step, done.get(part)));
            }
            CompletableFuture.allOf(done.values().toArray(CompletableFuture[]::new))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StackException failure
                    ? failure
                    : new StackException(e.getCause().getMessage(), e.getCause());
        }
    }

    private static void runAfter(
            CompletableFuture<?>[] before, SupervisedPart part, Step step, CompletableFuture<Void> done) {
        try {
            CompletableFuture.allOf(before).get();
            step.run(part);
            done.complete(null);
        } catch (ExecutionException e) {
            done.completeExceptionally(e.getCause());
        } catch (RuntimeException | InterruptedException e) {
            done.completeExceptionally(e);
        }
    }
}
