package io.dsel.gateway.index;

import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Where a page of a search ended: the sort values of its last item, and the query that it is a page of.
 *
 * @param query fingerprint of the query
 */
public record SearchCursor(String query, ArrayNode sortValues) {

    static SearchCursor of(SearchQuery query, JsonNode sortValues) {
        return new SearchCursor(fingerprint(query), (ArrayNode) sortValues);
    }

    /** URL-safe text, opaque to callers. */
    public String text() {
        ArrayNode all = Json.MAPPER.createArrayNode().add(query).addAll(sortValues);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.writeBytes(all));
    }

    /** @throws IllegalArgumentException if the text is no cursor */
    public static SearchCursor parse(String text) {
        try {
            JsonNode all = Json.parse(Base64.getUrlDecoder().decode(text));
            if (all instanceof ArrayNode array
                    && array.size() > 1
                    && array.get(0).isString()) {
                String query = array.remove(0).stringValue();
                return new SearchCursor(query, array);
            }
        } catch (SyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException("not a cursor of this service", e);
        }
        throw new IllegalArgumentException("not a cursor of this service");
    }

    boolean belongsTo(SearchQuery asked) {
        return query.equals(fingerprint(asked));
    }

    private static String fingerprint(SearchQuery query) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(query.identity().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
