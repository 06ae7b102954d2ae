package io.dsel.aggregate;

import io.dsel.aggregate.Measure.Function;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.kind.TopicSettings;
import io.dsel.manifest.Fields;
import io.dsel.manifest.ManifestDocument;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Manifests of aggregates, as people write them. */
public final class AggregateReader {
    private static final int MOST_LIMIT = 10_000;
    private static final int USUAL_BY = 100;
    private static final int USUAL_DISTINCT = 1_000;
    private static final int USUAL_TOP = 10;
    private static final int MOST_EVERY = 1_000_000;
    private static final int MOST_SECONDS = 31 * 24 * 3_600;
    private static final Set<String> FUNCTIONS =
            Stream.of(Function.values()).map(Function::field).collect(Collectors.toUnmodifiableSet());

    private final Violations wrong = new Violations();

    private AggregateReader() {}

    /**
     * @param manifest the document, with {@code kind: Aggregate}
     * @throws InvalidEventException naming every field that is missing, unknown or wrong, by its path from the root
     */
    public static AggregateManifest read(JsonNode manifest) {
        return read(manifest, 1);
    }

    /** @param version that the document is of, which its kind of events is named by */
    static AggregateManifest read(JsonNode manifest, int version) {
        AggregateReader reader = new AggregateReader();
        return ManifestDocument.read(
                manifest, AggregateManifest.KIND, reader.wrong, (name, spec) -> reader.manifest(name, version, spec));
    }

    private AggregateManifest manifest(String aggregate, int version, Fields spec) {
        if (VersionName.isLater(aggregate)) {
            wrong.add(
                    "meta.name",
                    "'" + aggregate + "' ends as the versions of an aggregate do; leave out the V and the number");
        }
        String name = new VersionName(aggregate, version).kind();
        String owner = spec.text("owner");
        String description = spec.optionalText("description").orElse("");
        List<Source> sources = spec.objects(
                "sources",
                source -> new Source(
                        source.texts("kinds"), source.optionalText("where").orElse("")));
        Group group = group(spec.object("group"));
        Optional<Period> period = part(spec, "period").map(this::period);
        List<Measure> measures = spec.objects("measures", this::measure);
        Optional<NamedFold> fold = part(spec, "fold").map(this::fold);
        Emission emission = part(spec, "emit").map(this::emission).orElse(Emission.USUAL);
        TopicSettings topics = TopicSettings.read(spec);
        List<Reference> references = ReferenceReader.read(spec);
        Each each = spec.oneOf("each", Each.class, Each.EVENT);
        List<Enrichment> enrichments = EnrichmentReader.read(spec, wrong);
        return wrong.attempt(() -> new AggregateManifest(
                name,
                owner,
                description,
                sources,
                group,
                period,
                measures,
                fold,
                emission,
                topics,
                references,
                each,
                enrichments));
    }

    private static Optional<Fields> part(Fields fields, String name) {
        boolean there = fields.has(name);
        fields.node(name);
        return there ? Optional.of(fields.object(name)) : Optional.empty();
    }

    private Group group(Fields fields) {
        Group group = new Group(fields.optionalText("app").orElse(""), fields.text("key"));
        fields.requireNoOthers();
        return group;
    }

    private Period period(Fields fields) {
        fields.text("unit");
        Period.Unit unit = fields.oneOf("unit", Period.Unit.class, Period.Unit.DAY);
        String zone = fields.optionalText("zone").orElse("UTC");
        fields.requireNoOthers();
        try {
            return new Period(unit, ZoneId.of(zone));
        } catch (DateTimeException e) {
            wrong.add(fields.path("zone"), "'" + zone + "' is not a time zone such as Europe/Berlin");
            return new Period(unit, ZoneOffset.UTC);
        }
    }

    private NamedFold fold(Fields fields) {
        NamedFold fold = new NamedFold(fields.text("name"), fields.text("version"));
        fields.requireNoOthers();
        return fold;
    }

    private Emission emission(Fields fields) {
        Emission emission = new Emission(
                fields.oneOf("when", Emission.On.class, Emission.On.EVENT),
                fields.integer("every", 1, 1, MOST_EVERY),
                fields.integer("seconds", 0, 1, MOST_SECONDS));
        fields.requireNoOthers();
        return emission;
    }

    /** Its name beside one field, which says the function. */
    private Measure measure(Fields fields) {
        String name = fields.text("name");
        List<String> functions = fields.others();
        if (functions.size() != 1 || !FUNCTIONS.contains(functions.getFirst())) {
            wrong.add(fields.path("name"), "stands beside " + functions + ", not beside one of " + names());
            functions.forEach(fields::node);
            return new Measure(name, Function.COUNT, "", "", 0, 0, List.of());
        }
        String field = functions.getFirst();
        Function function = Function.valueOf(field.toUpperCase(Locale.ROOT));
        Fields settings = fields.object(field);
        Measure measure = measure(name, function, settings);
        settings.requireNoOthers();
        return measure;
    }

    private Measure measure(String name, Function function, Fields settings) {
        String value = function == Function.COUNT ? "" : settings.text("value");
        String by = function.isDivisible() ? settings.optionalText("by").orElse("") : "";
        int limit =
                switch (function) {
                    case DISTINCT -> limit(settings, "limit", USUAL_DISTINCT);
                    case TOP -> limit(settings, "limit", USUAL_TOP);
                    default -> by.isEmpty() ? 0 : limit(settings, "limit", USUAL_BY);
                };
        int capacity = function == Function.TOP ? limit(settings, "capacity", Math.max(limit, USUAL_DISTINCT)) : 0;
        List<Double> bounds = function == Function.HISTOGRAM ? settings.numbers("bounds") : List.of();
        return new Measure(name, function, value, by, limit, capacity, bounds);
    }

    private static int limit(Fields settings, String field, int usual) {
        return settings.integer(field, usual, 1, MOST_LIMIT);
    }

    private static List<String> names() {
        return Stream.of(Function.values()).map(Function::field).toList();
    }
}
