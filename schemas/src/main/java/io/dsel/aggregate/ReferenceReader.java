package io.dsel.aggregate;

import io.dsel.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The references of a manifest, as people write them. */
final class ReferenceReader {
    private ReferenceReader() {}

    static List<Reference> read(Fields spec) {
        return spec.objects("references", ReferenceReader::reference);
    }

    private static Reference reference(Fields fields) {
        return new Reference(
                fields.text("name"),
                fields.text("kind"),
                fields.optionalText("app").orElse(Reference.USUAL_APP),
                fields.text("key"),
                fields.has("fields") ? texts(fields.object("fields")) : none(fields));
    }

    private static Map<String, String> texts(Fields fields) {
        Map<String, String> texts = new TreeMap<>();
        fields.others().forEach(name -> texts.put(name, fields.text(name)));
        return texts;
    }

    /** A null is as good as no field. */
    private static Map<String, String> none(Fields fields) {
        fields.node("fields");
        return Map.of();
    }
}
