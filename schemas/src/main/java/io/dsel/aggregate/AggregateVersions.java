package io.dsel.aggregate;

import io.dsel.event.InvalidEventException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The versions of an aggregate that are at work. All of them are made of what comes; which one is read under the
 * aggregate's name is a matter of one event, and can be taken back by another.
 *
 * @param live what is read under the name
 * @param candidate what is built beside it, to be compared and promoted
 * @param previous what was live before, and can be again
 * @param last the greatest version that there has been; none is used twice
 */
public record AggregateVersions(Aggregate live, Optional<Aggregate> candidate, Optional<Aggregate> previous, int last) {

    /** Of one that has only ever had that version. */
    public static AggregateVersions of(Aggregate only) {
        return new AggregateVersions(
                only,
                Optional.empty(),
                Optional.empty(),
                VersionName.parse(only.name()).version());
    }

    /**
     * @param manifest the object of an event: {@code spec} is that of the live version, {@code status} tells of the others;
     *     see {@link VersionedManifest}
     * @throws InvalidEventException naming every field that is missing, unknown or wrong, by its path from the root
     */
    public static AggregateVersions read(JsonNode manifest) {
        VersionedManifest versions = VersionedManifest.of(manifest);
        return new AggregateVersions(
                read(manifest, versions.live()),
                versions.candidate().map(candidate -> read(manifest, candidate)),
                versions.previous().map(previous -> read(manifest, previous)),
                versions.last());
    }

    /** What all versions are called together. */
    public String name() {
        return VersionName.parse(live.name()).aggregate();
    }

    /** The live one first. */
    public List<Aggregate> all() {
        return Stream.concat(Stream.of(live), Stream.concat(candidate.stream(), previous.stream()))
                .toList();
    }

    /** Compiles what is compiled late otherwise. @throws InvalidEventException as {@link Aggregate#compiled} does */
    public AggregateVersions compiled() {
        all().forEach(Aggregate::compiled);
        return this;
    }

    private static Aggregate read(JsonNode manifest, VersionedManifest.Version version) {
        return Aggregate.of(AggregateReader.read(version.in(manifest), version.number()));
    }
}
