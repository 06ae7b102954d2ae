package io.dsel.verify;

import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * 64 bits of what a document says: the order of its fields does not matter, nor how a number is spelled, because an event
 * that comes as JSON spells some otherwise than one that comes as Avro. Only finds differences; what differs is named by
 * comparing the documents themselves.
 *
 * <p>FNV-1a over text, finished as in SplitMix64; an object's fields are summed.
 */
final class Content {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Content() {}

    /** The event without its region, in which copies of one event differ. @param event is changed by that */
    static ObjectNode withoutRegion(ObjectNode event) {
        if (event.path("meta") instanceof ObjectNode meta) {
            meta.remove("region");
        }
        return event;
    }

    static long of(JsonNode value) {
        if (value.isObject()) {
            long sum = 3;
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                sum += finish(hash(1, field.getKey()) * 31 + of(field.getValue()));
            }
            return finish(sum);
        }
        if (value.isArray()) {
            long hash = 5;
            for (JsonNode item : value) {
                hash = finish(hash * 31 + of(item));
            }
            return hash;
        }
        return value.isString() ? hash(1, value.stringValue()) : hash(2, text(value));
    }

    /** A scalar as people read it; numbers in their one spelling. */
    static String text(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    private static long hash(int type, String text) {
        long hash = FNV_OFFSET ^ type;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return finish(hash);
    }

    private static long finish(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
