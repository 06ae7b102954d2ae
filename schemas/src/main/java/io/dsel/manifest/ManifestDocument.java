package io.dsel.manifest;

import io.dsel.event.Event;
import io.dsel.event.Violations;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** What manifests of every sort have around their {@code spec}. */
public final class ManifestDocument {
    /** The application that manifests belong to: they are the platform's. */
    public static final String APP_ID = "dsel";

    private ManifestDocument() {}

    /**
     * @param kind of manifest that the document is to be
     * @param reader of {@code meta.name} and {@code spec}
     * @throws io.dsel.event.InvalidEventException naming every field that is missing, unknown or wrong, by its path from
     *     the root
     */
    public static <T> T read(JsonNode document, String kind, Violations wrong, BiFunction<String, Fields, T> reader) {
        Fields root = Fields.of(document, "", wrong);
        root.require("kind", kind);
        root.require("apiVersion", Event.API_VERSION);
        Fields meta = root.object("meta");
        String name = meta.text("name");
        if (meta.has("appId")) {
            meta.require("appId", APP_ID);
        }
        meta.node("appId");
        meta.node("labels");
        meta.node("annotations");
        Fields spec = root.object("spec");
        root.node("status");
        T read = reader.apply(name, spec);
        meta.requireNoOthers();
        spec.requireNoOthers();
        root.requireNoOthers();
        wrong.throwIfAny();
        return read;
    }
}
