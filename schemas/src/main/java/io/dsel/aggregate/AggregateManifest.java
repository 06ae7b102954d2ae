package io.dsel.aggregate;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.kind.TopicSettings;
import io.dsel.manifest.ManifestDocument;
import java.util.List;
import java.util.Optional;

/**
 * What events add up to. Fields are named in errors as a manifest has them, from its root.
 *
 * @param name the kind of its events, such as {@code AppActivityDailyAggregate}
 * @param owner who answers for it
 * @param description for people; empty for none
 * @param sources the events that are in it are in at least one of these
 * @param period that a group is for; without it, a group is for all time
 * @param measures what is told of a group; none where a fold tells it
 * @param fold what adds the events up in place of measures
 * @param references objects that aggregates tell of beside measures
 * @param each what counts once
 * @param enrichments what aggregates tell that is known outside
 */
public record AggregateManifest(
        String name,
        String owner,
        String description,
        List<Source> sources,
        Group group,
        Optional<Period> period,
        List<Measure> measures,
        Optional<NamedFold> fold,
        Emission emission,
        TopicSettings topics,
        List<Reference> references,
        Each each,
        List<Enrichment> enrichments) {

    /** The kind of manifests, and the application that they belong to: aggregates are the platform's. */
    public static final String KIND = "Aggregate";

    public static final String APP_ID = ManifestDocument.APP_ID;

    /** @throws InvalidEventException naming every field that is wrong or does not fit the others */
    public AggregateManifest {
        sources = List.copyOf(sources);
        measures = List.copyOf(measures);
        references = List.copyOf(references);
        enrichments = List.copyOf(enrichments);
        Violations wrong = new Violations();
        ManifestCheck check = new ManifestCheck(wrong);
        check.name(name);
        check.sources(sources);
        check.measures(measures, fold);
        check.emission(emission, period);
        new ReferenceCheck(wrong).references(references, fold);
        new EnrichmentCheck(wrong).enrichments(enrichments, fold);
        wrong.throwIfAny();
    }
}
