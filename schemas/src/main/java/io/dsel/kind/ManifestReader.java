package io.dsel.kind;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.manifest.Fields;
import io.dsel.manifest.ManifestDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Manifests of kinds, as people write them. */
public final class ManifestReader {
    private static final String OPEN = "open";
    private static final Pattern VERSION = Pattern.compile("v[0-9]+((alpha|beta)[0-9]+)?");
    private static final Pattern STEP = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");
    private static final Pattern PHASE = Pattern.compile("[A-Z][A-Z0-9_]{0,49}");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*|\\[\\*?])*");
    private static final List<Action> USUAL_ACTIONS = List.of(
            action("Validate", "VALIDATING", "Validated", "VALIDATED"),
            action("Apply", "APPLYING", "Applied", "APPLIED"),
            action("Delete", "DELETING", "Deleted", "DELETED"));

    private final Violations wrong = new Violations();

    private ManifestReader() {}

    /**
     * @param manifest the document, with {@code kind: Kind}
     * @throws InvalidEventException naming every field that is missing, unknown or wrong, by its path from the root
     */
    public static KindManifest read(JsonNode manifest) {
        ManifestReader reader = new ManifestReader();
        return ManifestDocument.read(manifest, KindManifest.KIND, reader.wrong, reader::manifest);
    }

    private KindManifest manifest(String name, Fields spec) {
        String owner = spec.text("owner");
        String description = spec.optionalText("description").orElse("");
        List<KindVersion> versions = spec.objects("apiVersions", this::version);
        List<Conversion> conversions = spec.objects(
                "conversions", fields -> new Conversion(fields.text("from"), fields.text("to"), fields.text("spec")));
        boolean usual = !spec.has("actions");
        List<Action> actions = spec.objects("actions", this::action);
        List<Rule> rules = spec.objects("rules", this::rule);
        List<String> personal = spec.texts("personalFields");
        personal.forEach(path -> requirePath("spec.personalFields", path));
        TopicSettings topics = TopicSettings.read(spec);
        return wrong.attempt(() -> new KindManifest(
                name,
                owner,
                description,
                versions,
                conversions,
                usual ? USUAL_ACTIONS : actions,
                rules,
                personal,
                topics));
    }

    private KindVersion version(Fields fields) {
        String name = fields.text("name");
        requireMatch(fields.path("name"), name, VERSION, "a version such as v1alpha1");
        JsonNode schema = fields.node("schema");
        JsonNode status = fields.node("status");
        JsonNode eventFields = fields.node("eventFields");
        if (schema.isString() && schema.stringValue().equals(OPEN)) {
            refuseIfOpen(fields.path("status"), status);
            refuseIfOpen(fields.path("eventFields"), eventFields);
            return new KindVersion(name, new ObjectSchema.Open());
        }
        ObjectNode spec = record(fields.path("schema"), schema);
        Optional<ObjectNode> typedStatus =
                status.isMissingNode() ? Optional.empty() : Optional.of(record(fields.path("status"), status));
        if (!eventFields.isMissingNode() && !eventFields.isArray()) {
            wrong.add(fields.path("eventFields"), "is not a list of Avro fields");
        }
        ArrayNode more = eventFields instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
        return new KindVersion(name, new ObjectSchema.Typed(spec, typedStatus, more));
    }

    private ObjectNode record(String path, JsonNode schema) {
        if (schema instanceof ObjectNode record && record.path("fields").isArray()) {
            return record;
        }
        wrong.add(path, "is required: '" + OPEN + "', or an Avro record with its fields");
        return JsonNodeFactory.instance.objectNode();
    }

    private void refuseIfOpen(String path, JsonNode given) {
        if (!given.isMissingNode()) {
            wrong.add(path, "has no place beside an open schema, which takes any field");
        }
    }

    private Action action(Fields fields) {
        Optional<Action.Step> intent =
                fields.has("intent") ? Optional.of(step(fields.object("intent"))) : Optional.empty();
        fields.node("intent");
        return new Action(intent, step(fields.object("outcome")));
    }

    private Action.Step step(Fields fields) {
        String name = fields.text("name");
        requireMatch(fields.path("name"), name, STEP, "a capital followed by at most 99 letters or digits");
        Optional<String> phase = fields.optionalText("phase");
        phase.ifPresent(it -> requireMatch(fields.path("phase"), it, PHASE, "a phase in capitals, such as APPLIED"));
        Action.PhaseStatus status = fields.oneOf("status", Action.PhaseStatus.class, Action.PhaseStatus.RUNNING);
        fields.requireNoOthers();
        return new Action.Step(name, phase, status);
    }

    private Rule rule(Fields fields) {
        String field = fields.optionalText("field").orElse("");
        if (!field.isEmpty()) {
            requirePath(fields.path("field"), field);
        }
        return new Rule(
                fields.text("name"),
                fields.text("expression"),
                fields.text("message"),
                field,
                fields.oneOf("severity", Rule.Severity.class, Rule.Severity.ERROR),
                Set.copyOf(fields.texts("actions")),
                Set.copyOf(fields.texts("apiVersions")));
    }

    private void requirePath(String field, String path) {
        requireMatch(field, path, PATH, "a path in the object such as spec.regions");
    }

    private void requireMatch(String path, String text, Pattern pattern, String wanted) {
        if (!pattern.matcher(text).matches()) {
            wrong.add(path, "'" + text + "' is not " + wanted);
        }
    }

    private static Action action(String intent, String intends, String outcome, String means) {
        return new Action(
                Optional.of(new Action.Step(intent, Optional.of(intends), Action.PhaseStatus.RUNNING)),
                new Action.Step(outcome, Optional.of(means), Action.PhaseStatus.RUNNING));
    }
}
