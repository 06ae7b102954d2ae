package io.dsel.gateway;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.VersionName;
import io.dsel.aggregate.VersionedManifest;
import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Tiers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which version of an aggregate is read under its name: the live one, whose events are of a kind of their own. A promotion
 * holds for reads from the moment when its event is known here. A version can be read under its own name as well.
 */
final class LiveVersions {
    /** {@code now}, {@code then} or a version's number. */
    static final String PARAMETER = "formula";

    private static final int MOST = 99_999;

    private final Supplier<Aggregates> aggregates;
    private final Tiers tiers;

    LiveVersions(Supplier<Aggregates> aggregates, Tiers tiers) {
        this.aggregates = aggregates;
        this.tiers = tiers;
    }

    /** The kind that is read under a name; the name itself, if it is of no aggregate. */
    String of(String kind) {
        return aggregates.get().live(kind);
    }

    EntityKey of(EntityKey entity) {
        return of(entity, of(entity.kind()));
    }

    EventFilter of(EventFilter filter) {
        return filter.kinds().isEmpty()
                ? filter
                : filter.ofKinds(filter.kinds().stream().map(this::of).toList());
    }

    /** Kinds of events that are shown only to those who ask for them: versions that are not read under their names. */
    List<String> hidden() {
        return aggregates.get().declared().stream()
                .flatMap(LiveVersions::all)
                .filter(kind -> !isLive(kind))
                .toList();
    }

    /** Whether events of that kind are what is read under the name of their aggregate. */
    boolean isLive(String kind) {
        String aggregate = VersionName.parse(kind).aggregate();
        return aggregates.get().live(aggregate).equals(kind);
    }

    /**
     * What is read under a name where the caller may choose by which formula.
     *
     * @throws BadParameterException if the choice is none, or there is nothing to choose from
     */
    EntityKey chosen(EntityKey entity, ReadParameters parameters) {
        Optional<String> choice = parameters.one(PARAMETER);
        if (choice.isPresent() && !EventKind.isAggregate(entity.kind())) {
            throw new BadParameterException(PARAMETER, "is for aggregates; " + entity.kind() + " has none");
        }
        return switch (choice.orElse("now")) {
            case "now" -> of(entity);
            case "then" -> of(entity, then(entity.kind(), parameters));
            default ->
                of(
                        entity,
                        new VersionName(
                                        entity.kind(),
                                        parameters.number(PARAMETER, 1, MOST).orElseThrow())
                                .kind());
        };
    }

    /**
     * What a page is of: of the version that the page before it was of, though another be live by now.
     *
     * @param identity of the question about what may be meant
     */
    EntityKey ofPage(EntityKey entity, ReadParameters parameters, Function<EntityKey, String> identity) {
        return versions(entity.kind())
                .map(kind -> of(entity, kind))
                .filter(one -> parameters.goesOn(identity.apply(one)))
                .findFirst()
                .orElseGet(() -> of(entity));
    }

    /** The live one first. */
    private Stream<String> versions(String name) {
        Set<String> atWork = aggregates.get().declared(name).stream()
                .flatMap(versions -> versions.all().stream())
                .map(aggregate -> aggregate.name())
                .collect(Collectors.toSet());
        return Stream.concat(Stream.of(of(name)), atWork.stream()).distinct();
    }

    /** As the manifest said then; before it said anything, there was the first. */
    private String then(String aggregate, ReadParameters parameters) {
        ObjectQuery manifest = new ObjectQuery(
                new EntityKey(AggregateManifest.KIND, AggregateManifest.APP_ID, aggregate),
                parameters.time("asOf"),
                parameters.time("knownAt"));
        int version = tiers.object(manifest, parameters.wish())
                .value()
                .map(LiveVersions::version)
                .orElse(1);
        return new VersionName(aggregate, version).kind();
    }

    private static int version(FoundEvent manifest) {
        try {
            return VersionedManifest.of(manifest.event().at("/spec/aggregate")).liveVersion();
        } catch (InvalidEventException e) {
            return 1; // it declared nothing
        }
    }

    private static Stream<String> all(AggregateVersions versions) {
        return Stream.iterate(1, number -> number + 1)
                .limit(versions.last())
                .map(number -> new VersionName(versions.name(), number).kind());
    }

    private static EntityKey of(EntityKey entity, String kind) {
        return kind.equals(entity.kind()) ? entity : new EntityKey(kind, entity.appId(), entity.name());
    }
}
