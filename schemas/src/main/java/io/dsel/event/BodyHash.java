package io.dsel.event;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * 64 bits of what an event says: two copies of an event have the same, however they were encoded and whichever order
 * their fields came in; two bodies under one id have different ones. Left out are the id and the time, which a body is
 * compared under, and the region, where a copy may say where it was written again.
 *
 * <p>FNV-1a over text, mixed as MurmurHash3 does; an object's fields are summed, so that their order does not matter.
 */
public final class BodyHash {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private BodyHash() {}

    public static long of(Event event) {
        EventMeta meta = event.meta();
        long hash = ofText(event.apiVersion());
        hash = join(hash, ofText(event.kind().name()));
        hash = join(hash, ofText(meta.appId()));
        hash = join(hash, ofText(meta.name()));
        hash = join(hash, ofText(meta.userId()));
        hash = join(hash, ofText(meta.correlationId()));
        hash = join(hash, meta.causationId() == null ? 0 : ofText(meta.causationId()));
        hash = join(hash, ofText(meta.executionId()));
        long labels = 0;
        for (Map.Entry<String, String> label : meta.labels().entrySet()) {
            labels += join(ofText(label.getKey()), ofText(label.getValue()));
        }
        return join(join(hash, labels), of(event.spec()));
    }

    private static long of(JsonNode value) {
        if (value.isObject()) {
            long sum = value.size();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                sum += join(ofText(field.getKey()), of(field.getValue()));
            }
            return mix(sum);
        }
        if (value.isArray()) {
            long hash = ~value.size();
            for (JsonNode item : value) {
                hash = join(hash, of(item));
            }
            return hash;
        }
        // "1" and 1 are different values, and so are "null" and null.
        return value.isString() ? ofText(value.stringValue()) : ~ofText(value.isNull() ? "null" : value.asString());
    }

    private static long ofText(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    private static long join(long left, long right) {
        return mix(left * 31 + right);
    }

    private static long mix(long value) {
        long hash = value;
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
