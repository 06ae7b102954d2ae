package io.dsel.verify;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** What the stores say now of groups of two kinds of aggregates; some requests are under way at a time. */
final class Versions implements AutoCloseable {
    private static final int AT_A_TIME = 8;
    private static final int MEMBERS = 1000;

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

    /**
     * Which events both have in a group.
     *
     * @param bounds up to which the journal has all events
     */
    GroupMembers members(GroupPair pair, LogEnds bounds) {
        return GroupMembers.compare(
                members(live, pair.group(), bounds),
                GroupPair.sequence(pair.live()),
                members(other, pair.group(), bounds),
                GroupPair.sequence(pair.other()));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private Optional<JsonNode> head(String kind, String group) {
        Service.Answer answer = streams.get("/v1/objects/" + path(kind, group));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(streams.ok(answer, "the aggregate of " + kind + "/" + group)
                        .path("event"));
    }

    /** In the order of events. */
    private Iterator<JsonNode> members(String kind, String group, LogEnds bounds) {
        return new Pages<>(new MemberPages(kind, group, bounds));
    }

    private final class MemberPages implements Supplier<Optional<List<JsonNode>>> {
        private final String target;
        private final LogEnds bounds;
        private String after = "";
        private boolean ended;

        MemberPages(String kind, String group, LogEnds bounds) {
            this.target = "/v1/aggregates/" + path(kind, group) + "/events?limit=" + MEMBERS;
            this.bounds = bounds;
        }

        @Override
        public Optional<List<JsonNode>> get() {
            if (ended) {
                return Optional.empty();
            }
            JsonNode page = streams.ok(
                    streams.get(target + (after.isEmpty() ? "" : "&after=" + after)), "the events of " + target);
            after = page.path("next").asString("");
            ended = after.isEmpty();
            return Optional.of(page.path("items")
                    .valueStream()
                    .filter(item -> bounds.side(StoreItems.position(item)) != LogEnds.Side.NEWER)
                    .toList());
        }
    }

    /** A part that is encoded as in a key is encoded as in a path, too, save dots that stand alone. */
    private static String path(String kind, String group) {
        int slash = group.indexOf('/');
        return Service.encode(kind) + "/" + part(group.substring(0, slash)) + "/" + part(group.substring(slash + 1));
    }

    private static String part(String encoded) {
        return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
    }
}
