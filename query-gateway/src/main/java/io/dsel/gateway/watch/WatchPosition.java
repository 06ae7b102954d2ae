package io.dsel.gateway.watch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a watch stands, so that it can be taken up there: the id of a server-sent event.
 *
 * <p>As text it is base64url of: a version byte; the cluster's and the filter's fingerprint, four bytes each; the number of topics; and for each
 * topic its tag in five bytes, the number of its partitions up to the last that has a position, and the next offset of each.
 * Zeros are counted: a zero and how many there are. Numbers are {@link Varints}.
 *
 * @param watch what the position belongs to
 * @param next topic's tag, then partition, to the next offset; what is missing is zero
 */
record WatchPosition(WatchIdentity watch, SortedMap<Long, SortedMap<Integer, Long>> next) {
    private static final int VERSION = 1;
    private static final int MOST_PARTITIONS = 1 << 20;

    WatchPosition {
        SortedMap<Long, SortedMap<Integer, Long>> copy = new TreeMap<>();
        next.forEach((topic, offsets) -> {
            SortedMap<Integer, Long> some = new TreeMap<>(offsets);
            some.values().removeIf(offset -> offset == 0);
            if (!some.isEmpty()) {
                copy.put(topic, Collections.unmodifiableSortedMap(some));
            }
        });
        next = Collections.unmodifiableSortedMap(copy);
    }

    /** Zero if nothing is known of it: then it was empty, or not there, and is read from its beginning. */
    long next(long topic, int partition) {
        return next.getOrDefault(topic, Collections.emptySortedMap()).getOrDefault(partition, 0L);
    }

    /** Opaque to readers. */
    String text() {
        return text(watch, next);
    }

    /** The text of the position that has these, without making it: there is one for each event. */
    static String text(WatchIdentity watch, SortedMap<Long, SortedMap<Integer, Long>> next) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        out.write(VERSION);
        out.writeBytes(ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(watch.cluster())
                .putInt(watch.filter())
                .array());
        Varints.write(
                out,
                next.values().stream().filter(offsets -> last(offsets) >= 0).count());
        next.forEach((topic, offsets) -> {
            if (last(offsets) >= 0) {
                TopicTag.write(out, topic);
                write(out, offsets);
            }
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /** @throws IllegalArgumentException if the text is no position */
    static WatchPosition parse(String text) {
        ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (in.remaining() < 1 + 2 * Integer.BYTES || in.get() != VERSION) {
            throw new IllegalArgumentException("of no known version");
        }
        WatchIdentity watch = new WatchIdentity(in.getInt(), in.getInt());
        SortedMap<Long, SortedMap<Integer, Long>> next = new TreeMap<>();
        for (long topics = Varints.read(in); topics > 0; topics--) {
            next.put(TopicTag.read(in), read(in));
        }
        WatchPosition position = new WatchPosition(watch, next);
        if (!position.text().equals(text)) {
            throw new IllegalArgumentException("not in its one spelling");
        }
        return position;
    }

    private static void write(ByteArrayOutputStream out, SortedMap<Integer, Long> offsets) {
        Varints.write(out, last(offsets) + 1L);
        int partition = 0;
        for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
            if (offset.getValue() == 0) {
                continue;
            }
            if (offset.getKey() > partition) {
                Varints.write(out, 0);
                Varints.write(out, offset.getKey() - partition);
            }
            Varints.write(out, offset.getValue());
            partition = offset.getKey() + 1;
        }
    }

    /** The last partition that has a position; -1 if none has. */
    private static int last(SortedMap<Integer, Long> offsets) {
        int last = -1;
        for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
            last = offset.getValue() == 0 ? last : offset.getKey();
        }
        return last;
    }

    private static SortedMap<Integer, Long> read(ByteBuffer in) {
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        long partitions = Varints.read(in);
        if (partitions > MOST_PARTITIONS) {
            throw new IllegalArgumentException("too many partitions");
        }
        for (long partition = 0; partition < partitions; ) {
            long offset = Varints.read(in);
            if (offset == 0) {
                partition += Math.clamp(Varints.read(in), 1, MOST_PARTITIONS);
            } else {
                offsets.put((int) partition++, offset);
            }
        }
        return offsets;
    }
}
