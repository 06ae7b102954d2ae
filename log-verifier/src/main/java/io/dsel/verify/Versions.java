package io.dsel.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** What the stores say now of groups of two kinds of aggregates; some requests are under way at a time. */
final class Versions implements AutoCloseable {
    private static final int AT_A_TIME = 8;

    private final Service streams;
    private final String live;
    private final String other;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_A_TIME, Thread.ofPlatform().daemon().name("versions-", 0).factory());

    Versions(Service streams, String live, String other) {
        this.streams = streams;
        this.live = live;
        this.other = other;
    }

    /** In the order of the groups. @param groups {@code <app>/<name>}, each percent-encoded */
    List<GroupPair> look(Collection<String> groups) {
        List<Callable<GroupPair>> looks = new ArrayList<>();
        groups.forEach(group -> looks.add(() -> new GroupPair(group, head(live, group), head(other, group))));
        try {
            List<GroupPair> pairs = new ArrayList<>();
            for (Future<GroupPair> look : threads.invokeAll(looks)) {
                pairs.add(look.get());
            }
            return pairs;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new VerificationException("a group could not be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted while groups were read", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A part that is encoded as in a key is encoded as in a path, too, save dots that stand alone. */
    private Optional<JsonNode> head(String kind, String group) {
        int slash = group.indexOf('/');
        String target = "/v1/objects/" + Service.encode(kind) + "/" + part(group.substring(0, slash)) + "/"
                + part(group.substring(slash + 1));
        Service.Answer answer = streams.get(target);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(streams.ok(answer, "the aggregate of " + kind + "/" + group)
                        .path("event"));
    }

    private static String part(String encoded) {
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
