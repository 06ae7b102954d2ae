package io.dsel.event;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Event ids where DSEL makes them. */
public final class EventIds {
    private static final TimeBasedEpochGenerator V7 = Generators.timeBasedEpochGenerator();

    /** By their namespaces, of which there are few: making one looks for the digest among all that Java has. */
    private static final Map<UUID, NameBasedGenerator> V5 = new ConcurrentHashMap<>();

    private EventIds() {}

    /** A new UUIDv7. Those made one after the other in one process sort so, even within a millisecond. */
    public static String next() {
        return V7.generate().toString();
    }

    /**
     * A UUIDv5: the same namespace and parts always give the same id. Parts are joined by the character U+0000, which
     * no part may hold, so that no two lists of parts meet in one name.
     */
    public static String derived(UUID namespace, String... parts) {
        for (String part : parts) {
            if (part.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a part of a derived id holds U+0000");
            }
        }
        return V5.computeIfAbsent(namespace, Generators::nameBasedGenerator)
                .generate(String.join("\0", parts))
                .toString();
    }
}
