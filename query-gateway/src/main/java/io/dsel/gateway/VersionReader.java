package io.dsel.gateway;

import io.dsel.avro.TypedObjects;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.expression.ExpressionException;
import io.dsel.kind.Kind;
import io.dsel.kind.KindVersion;
import io.dsel.kind.Kinds;
import io.dsel.kind.UnknownVersionException;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the events of one answer as of the version that is asked for, by the conversions of their kind; what is stored stays
 * what it is. What a conversion makes must fit the schema of its version, and has the defaults of that, as if it had been
 * written so. For one thread.
 */
final class VersionReader {
    private final Optional<String> wanted;
    private final Kinds kinds;
    private final Duration most;
    private Duration taken = Duration.ZERO;

    private VersionReader(Optional<String> wanted, Kinds kinds, Duration most) {
        this.wanted = wanted;
        this.kinds = kinds;
        this.most = most;
    }

    /** For an answer that no version is asked of. */
    static VersionReader asStored() {
        return new VersionReader(Optional.empty(), Kinds.BUILT_IN, Duration.ZERO);
    }

    /** @param most time that the conversions of the answer may take together; the last of them is let finish */
    static VersionReader of(String apiVersion, Kinds kinds, Duration most) {
        return new VersionReader(Optional.of(apiVersion), kinds, most);
    }

    /**
     * @param event as {@link EventJson} writes it; left as it is
     * @throws BadParameterException if its kind has no such version
     * @throws NotConvertibleException if this event cannot be read as of it
     */
    VersionedEvent read(ObjectNode event) {
        return wanted.map(version -> read(Stored.of(event), version)).orElseGet(() -> VersionedEvent.asStored(event));
    }

    /** The same, but a deletion as it was written, because it leaves no state that could be of a version. */
    VersionedEvent readState(ObjectNode event) {
        return wanted.isPresent() && Stored.of(event).kind().isDeletion()
                ? VersionedEvent.asStored(event)
                : read(event);
    }

    /** @param written the version of the object; the event's own may be another where the kind was not declared yet */
    private record Stored(ObjectNode event, EventKind kind, String eventVersion, String written) {
        static Stored of(ObjectNode event) {
            ObjectNode spec = (ObjectNode) event.path("spec");
            EventKind kind = EventJson.kind(event.path("kind").asString(""), spec);
            String eventVersion = event.path("apiVersion").asString("");
            String written = spec.path(kind.objectField()).path("apiVersion").asString(eventVersion);
            return new Stored(event, kind, eventVersion, written);
        }

        ObjectNode object() {
            return (ObjectNode) event.path("spec").path(kind.objectField());
        }

        boolean is(String version) {
            return written.equals(version) && eventVersion.equals(version);
        }

        NotConvertibleException not(String reason, Throwable cause) {
            String eventId = event.path("meta").path("eventId").asString("");
            return new NotConvertibleException(eventId, written, reason, cause);
        }
    }

    private VersionedEvent read(Stored stored, String version) {
        Kind kind = kind(stored, version);
        if (stored.is(version)) {
            return VersionedEvent.asStored(stored.event());
        }
        if (kinds.find(kind.name(), stored.object()).isEmpty()) {
            throw stored.not("its object is of another API group's kind of the name " + kind.name(), null);
        }
        if (taken.compareTo(most) >= 0) {
            throw stored.not(
                    "the conversions of one answer may take " + most.toMillis()
                            + " ms together, and have; ask for fewer events at once, or for more time with timeoutMs",
                    null);
        }
        long began = System.nanoTime();
        try {
            ObjectNode event = stored.event().deepCopy().put("apiVersion", version);
            ((ObjectNode) event.get("spec")).set(stored.kind().objectField(), object(stored, kind, version));
            String from = stored.written().equals(version) ? stored.eventVersion() : stored.written();
            return new VersionedEvent(event, Optional.of(from));
        } catch (ExpressionException | UnknownVersionException e) {
            throw stored.not(e.getMessage(), e);
        } catch (InvalidEventException e) {
            throw stored.not("it cannot be made a " + kind.name() + " of " + version + ": " + e.getMessage(), e);
        } finally {
            taken = taken.plusNanos(System.nanoTime() - began);
        }
    }

    private static ObjectNode object(Stored stored, Kind kind, String version) {
        ObjectNode object = stored.object();
        if (stored.written().equals(version)) {
            return object;
        }
        ObjectNode versioned =
                object.has("apiVersion") ? object : object.deepCopy().put("apiVersion", stored.written());
        return TypedObjects.read(kind.convert(versioned, version), version, kind, stored.kind());
    }

    private Kind kind(Stored stored, String version) {
        String name = stored.kind().objectKind();
        Kind kind = kinds.find(name)
                .orElseThrow(() -> new BadParameterException(
                        Versions.PARAMETER, name + " is no declared kind here, so it has no versions to choose from"));
        if (kind.manifest().version(version).isEmpty()) {
            throw new BadParameterException(
                    Versions.PARAMETER,
                    "'" + version + "' is no version of " + name + "; those are "
                            + kind.manifest().versions().stream()
                                    .map(KindVersion::name)
                                    .toList());
        }
        return kind;
    }
}
