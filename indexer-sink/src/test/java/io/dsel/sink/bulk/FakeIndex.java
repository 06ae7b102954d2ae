package io.dsel.sink.bulk;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The index at the other end of the port: stores what it is sent, and answers each item as its rule says. Documents are
 * created once.
 */
public final class FakeIndex implements BulkTransport {
    /** What a rule may answer to one item: its status, or to take it. */
    public static final int TAKE = 0;

    private final Map<String, Integer> stored = new ConcurrentHashMap<>();
    private final List<Integer> requests = new ArrayList<>();
    private volatile Function<List<String>, Integer> requestRule = ids -> TAKE;
    private volatile Function<String, Integer> itemRule = id -> TAKE;

    /** One document by its id. */
    public record Item(String id) implements BulkItem {
        @Override
        public byte[] lines() {
            return ("{\"create\":{\"_id\":\"" + id + "\"}}\n{}\n").getBytes(StandardCharsets.UTF_8);
        }
    }

    /** @param rule from the ids of a request to a status of the whole, -1 for no answer, or {@link #TAKE} */
    public void answerRequests(Function<List<String>, Integer> rule) {
        requestRule = rule;
    }

    /** @param rule from an id to its status, or {@link #TAKE} */
    public void answerItems(Function<String, Integer> rule) {
        itemRule = rule;
    }

    /** Id to the number of times that it was written. */
    public Map<String, Integer> stored() {
        return new HashMap<>(stored);
    }

    /** Items of each request so far. */
    public synchronized List<Integer> requests() {
        return List.copyOf(requests);
    }

    @Override
    public synchronized CompletableFuture<BulkReply> send(List<? extends BulkItem> items) {
        requests.add(items.size());
        List<String> ids = items.stream().map(FakeIndex::id).toList();
        int whole = requestRule.apply(ids);
        if (whole == -1) {
            return CompletableFuture.failedFuture(new java.net.ConnectException("refused"));
        }
        if (whole != TAKE) {
            return CompletableFuture.completedFuture(reply(whole, "{\"error\":{\"type\":\"t\",\"reason\":\"r\"}}"));
        }
        StringBuilder answers = new StringBuilder();
        for (String id : ids) {
            int status = itemRule.apply(id);
            if (status == TAKE) {
                status = stored.containsKey(id) ? 409 : 201;
            }
            if (status == 201) {
                stored.merge(id, 1, Integer::sum);
            }
            answers.append(answers.isEmpty() ? "" : ",")
                    .append("{\"create\":{\"status\":")
                    .append(status);
            answers.append(status < 300 ? "" : ",\"error\":{\"type\":\"t\",\"reason\":\"because of " + id + "\"}");
            answers.append("}}");
        }
        return CompletableFuture.completedFuture(reply(200, "{\"errors\":true,\"items\":[" + answers + "]}"));
    }

    private static String id(BulkItem item) {
        String action = new String(item.lines(), StandardCharsets.UTF_8);
        int from = action.indexOf("\"_id\":\"") + 7;
        return action.substring(from, action.indexOf('"', from));
    }

    private static BulkReply reply(int status, String body) {
        return new BulkReply(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
