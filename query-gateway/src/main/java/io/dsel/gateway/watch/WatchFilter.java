package io.dsel.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.aggregate.VersionName;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * Which events a watch wants. Asked from cheap to dear: the topic, the partition, the key, the value's bytes, the event.
 *
 * <p>Without kinds these are all events, and no aggregates; with an entity, all kinds about its kind of object.
 */
final class WatchFilter {
    private final List<KindPattern> kinds;
    private final KindPattern entityKind;
    private final String execution;
    private final String description;
    private final byte[] entityBytes;
    private final byte[] appBytes;
    private final byte[] executionBytes;

    /**
     * @param kinds none for all
     * @param app null for all
     * @param entity null for all
     * @param execution null for all
     * @throws IllegalArgumentException if the entity is of what can be no kind
     */
    WatchFilter(List<KindPattern> kinds, String app, EntityKey entity, String execution) {
        this.kinds = List.copyOf(kinds);
        this.entityKind = entity == null ? null : new KindPattern(entity.kind());
        this.execution = execution;
        List<String> names =
                kinds.stream().map(KindPattern::toString).sorted().distinct().toList();
        this.description = String.join(
                "\n",
                String.join(",", names),
                app == null ? "" : "app " + app,
                entity == null ? "" : "entity " + entity.text(),
                execution == null ? "" : "execution " + execution);
        this.entityBytes = entity == null ? null : entity.text().getBytes(UTF_8);
        this.appBytes = app == null ? null : encodedPart(app);
        this.executionBytes = execution == null ? null : execution.getBytes(UTF_8);
    }

    boolean wantsTopic(String topic) {
        boolean aggregate = Topics.AGGREGATES.matcher(topic).matches();
        if (!aggregate && !Topics.EVENTS.matcher(topic).matches()) {
            return false;
        }
        String name = kindOf(topic);
        if (entityKind != null && !entityKind.mayBeObjectOf(name)) {
            return false;
        }
        return kinds.isEmpty()
                ? entityKind != null || !aggregate
                : matches(name) || kinds.stream().anyMatch(kind -> kind.mayBeObjectOf(name));
    }

    /** The partitions that can hold what is wanted: an entity's is the one that its key is hashed to. */
    IntStream partitions(int count) {
        return entityBytes == null
                ? IntStream.range(0, count)
                : IntStream.of(Utils.toPositive(Utils.murmur2(entityBytes)) % count);
    }

    /** @param key of a record in a topic that is wanted; may be null */
    boolean wantsKey(String topic, byte[] key) {
        if (entityBytes != null && !Arrays.equals(entityBytes, key)) {
            return false;
        }
        if (appBytes != null && !isApp(key)) {
            return false;
        }
        String name = kindOf(topic);
        return kinds.isEmpty() || matches(name) || wantsObjectKind(key);
    }

    /** False only if the event in these bytes is not wanted; true says nothing. */
    boolean mayWant(byte[] value) {
        return executionBytes == null || value == null || contains(value, executionBytes);
    }

    /** @param event whose topic, key and value have passed */
    boolean wants(Event event) {
        return execution == null || execution.equals(event.meta().executionId());
    }

    /** The kinds named in full. */
    List<KindPattern> plainKinds() {
        return Stream.concat(kinds.stream(), Stream.ofNullable(entityKind))
                .filter(KindPattern::isPlain)
                .toList();
    }

    /** The same text for the same filter, however it was asked for. */
    String description() {
        return description;
    }

    /** The kind whose events this topic holds. */
    static String kindOf(String topic) {
        String prefix = topic.startsWith(Topics.EVENTS_PREFIX) ? Topics.EVENTS_PREFIX : Topics.AGGREGATES_PREFIX;
        return topic.substring(prefix.length());
    }

    /** Whether a version of an aggregate after its first is asked for by its own name. */
    boolean isNamed(String kind) {
        return VersionName.isLater(kind)
                && kinds.stream().filter(KindPattern::isPlain).anyMatch(it -> it.matches(kind));
    }

    /** An aggregate's name stands for all of its versions: which of them is live may change while the watch goes on. */
    private boolean matches(String name) {
        String aggregate = VersionName.parse(name).aggregate();
        return kinds.stream().anyMatch(kind -> kind.matches(name) || kind.matches(aggregate));
    }

    private boolean wantsObjectKind(byte[] key) {
        int end = key == null ? -1 : indexOf(key, '/', 0);
        if (end < 0) {
            return false;
        }
        String objectKind = new String(key, 0, end, UTF_8);
        return kinds.stream().anyMatch(kind -> kind.matches(objectKind));
    }

    private boolean isApp(byte[] key) {
        int start = key == null ? -1 : indexOf(key, '/', 0);
        int end = start < 0 ? -1 : indexOf(key, '/', start + 1);
        return end >= 0 && Arrays.equals(key, start + 1, end, appBytes, 0, appBytes.length);
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean contains(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (bytes[at] == wanted[0] && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** An application as it stands in a record's key. */
    private static byte[] encodedPart(String app) {
        String text = new EntityKey("X", app, "x").text();
        return text.substring(2, text.length() - 2).getBytes(UTF_8);
    }
}
