package io.dsel.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of a manifest determines what is made of the same events: all but its owner, description and topics, in one spelling.
 */
final class Formula {
    private static final int BYTES = 6;

    private Formula() {}

    /** 12 hexadecimal digits of its SHA-256. */
    static String of(AggregateManifest manifest) {
        byte[] text = Json.write(spelled(manifest)).getBytes(UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ObjectNode spelled(AggregateManifest manifest) {
        ObjectNode formula = Json.MAPPER.createObjectNode();
        formula.put("name", manifest.name());
        ArrayNode sources = formula.putArray("sources");
        manifest.sources().stream().map(Formula::spelled).sorted().forEach(sources::add);
        formula.put("app", manifest.group().app());
        formula.put("key", manifest.group().key());
        manifest.period().ifPresent(period -> {
            formula.put("unit", period.unit().name());
            formula.put("zone", period.zone().getId());
        });
        ArrayNode measures = formula.putArray("measures");
        manifest.measures().stream()
                .sorted(Comparator.comparing(Measure::name))
                .map(Formula::spelled)
                .forEach(measures::add);
        manifest.fold().ifPresent(fold -> {
            formula.put("fold", fold.name());
            formula.put("foldVersion", fold.version());
        });
        formula.put("on", manifest.emission().on().name());
        formula.put("every", manifest.emission().every());
        formula.put("seconds", manifest.emission().seconds());
        if (!manifest.references().isEmpty()) { // or what has none would be another formula than before there were any
            ArrayNode references = formula.putArray("references");
            manifest.references().stream()
                    .sorted(Comparator.comparing(Reference::name))
                    .map(Formula::spelled)
                    .forEach(references::add);
        }
        if (!manifest.enrichments().isEmpty()) {
            ArrayNode enrichments = formula.putArray("enrichments");
            manifest.enrichments().stream()
                    .sorted(Comparator.comparing(Enrichment::name))
                    .map(Formula::spelled)
                    .forEach(enrichments::add);
        }
        if (manifest.each() != Each.EVENT) {
            formula.put("each", manifest.each().name());
        }
        return formula;
    }

    private static String spelled(Source source) {
        ObjectNode spelled = Json.MAPPER.createObjectNode();
        ArrayNode kinds = spelled.putArray("kinds");
        source.kinds().stream().sorted().distinct().forEach(kinds::add);
        spelled.put("where", source.where());
        return Json.write(spelled);
    }

    private static ObjectNode spelled(Reference reference) {
        ObjectNode spelled = Json.MAPPER.createObjectNode();
        spelled.put("name", reference.name());
        spelled.put("kind", reference.kind());
        spelled.put("app", reference.app());
        spelled.put("key", reference.key());
        ObjectNode fields = spelled.putObject("fields");
        reference.fields().forEach(fields::put);
        return spelled;
    }

    private static ObjectNode spelled(Enrichment enrichment) {
        ObjectNode spelled = Json.MAPPER.createObjectNode();
        spelled.put("name", enrichment.name());
        spelled.put("enricher", enrichment.enricher());
        spelled.put("settings", enrichment.settings());
        ObjectNode with = spelled.putObject("with");
        enrichment.with().forEach(with::put);
        spelled.put("ttl", enrichment.ttl().toString());
        return spelled;
    }

    private static ObjectNode spelled(Measure measure) {
        ObjectNode spelled = Json.MAPPER.createObjectNode();
        spelled.put("name", measure.name());
        spelled.put("function", measure.function().name());
        spelled.put("value", measure.value());
        spelled.put("by", measure.by());
        spelled.put("limit", measure.limit());
        spelled.put("capacity", measure.capacity());
        ArrayNode bounds = spelled.putArray("bounds");
        measure.bounds().forEach(bounds::add);
        return spelled;
    }
}
