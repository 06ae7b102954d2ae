package io.dsel.cli.api;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The items of a listing, page by page.
 *
 * @param items in the order of the listing
 * @param more whether there are items beyond the limit
 * @param receipt of all pages together
 */
public record Paging(List<JsonNode> items, boolean more, Receipt receipt) {
    private static final int PAGE = 200;

    /** @param limit most items to get; 0 for all */
    public static Paging of(Api api, Url url, int limit) {
        List<JsonNode> items = new ArrayList<>();
        Receipt receipt = Receipt.NONE;
        String next = null;
        do {
            int size = limit == 0 ? PAGE : Math.min(PAGE, limit - items.size());
            Answer.Done page =
                    api.get(url.with("limit", size).with("after", next)).done();
            page.body().path("items").forEach(items::add);
            receipt = receipt.and(page.receipt());
            next = page.body().path("next").asString(null);
        } while (next != null && (limit == 0 || items.size() < limit));
        return new Paging(items, next != null, receipt);
    }
}
