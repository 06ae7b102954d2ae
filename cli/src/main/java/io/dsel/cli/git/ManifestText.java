package io.dsel.cli.git;

import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.json.DuplicateKeys;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.json.Yaml;
import io.dsel.json.YamlDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the objects in a file's text.
 *
 * <p>A document that is no YAML does not take the others of its file with it: a line {@code ---} starts a new one
 * whatever stands before it.
 */
final class ManifestText {

    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---(?=\\s|$)");
    private static final Pattern ENCRYPTED = Pattern.compile(
            "\\A(?:\0GITCRYPT|\\$ANSIBLE_VAULT;|-----BEGIN (?:PGP MESSAGE|AGE ENCRYPTED FILE)|age-encryption\\.org/)");
    /** Directives where YAML has a line, an element or a value; within quotes they are text. */
    private static final Pattern TEMPLATE = Pattern.compile("(?m)^[\\s-]*\\{\\{|:\\s+\\{\\{");

    private static final String SOPS_VALUE = "ENC[";
    /** Fields of an event's spec that stand beside the object. */
    private static final Set<String> RESERVED_FIELDS = Set.of("metadata", "validation", "comment");

    private static final ObjectWriter SORTED = Json.MAPPER.writer().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);

    private final Map<ObjectKey, Manifest> objects = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private int others;

    private ManifestText() {}

    static ManifestFile read(byte[] text) {
        String head = new String(text, 0, Math.min(text.length, 64), StandardCharsets.ISO_8859_1);
        if (ENCRYPTED.matcher(head).find()) {
            return ManifestFile.unread(Reason.ENCRYPTED, "the whole file is encrypted");
        }
        ManifestText reading = new ManifestText();
        reading.readFile(text);
        return new ManifestFile(reading.objects, reading.findings, reading.others);
    }

    private void readFile(byte[] bytes) {
        String text;
        try {
            text = Yaml.decoded(bytes);
        } catch (SyntaxException e) {
            findings.add(new Finding(Reason.BROKEN_YAML, 1, e.problem()));
            return;
        }
        try {
            readDocuments(Yaml.documents(text), 1);
        } catch (SyntaxException e) {
            readApart(text);
        }
    }

    private void readApart(String text) {
        int line = 1;
        for (String part : SEPARATOR.split(text)) {
            try {
                readDocuments(Yaml.documents(part), line);
            } catch (SyntaxException e) {
                readDoubtful(part, line, e);
            }
            line += (int) part.chars().filter(c -> c == '\n').count();
        }
    }

    private void readDoubtful(String part, int line, SyntaxException refused) {
        try {
            readDocuments(Yaml.documents(part, DuplicateKeys.LAST_COUNTS), line);
            findings.add(finding(Reason.DUPLICATE_KEY, line, refused));
        } catch (SyntaxException e) {
            boolean template = TEMPLATE.matcher(part).find();
            findings.add(finding(template ? Reason.TEMPLATE : Reason.BROKEN_YAML, line, e));
        }
    }

    private static Finding finding(Reason reason, int line, SyntaxException e) {
        return new Finding(reason, line + Math.max(e.line(), 1) - 1, e.problem());
    }

    private void readDocuments(List<YamlDocument> documents, int line) {
        documents.forEach(document -> readDocument(document.value(), line + document.line() - 1));
    }

    private void readDocument(JsonNode document, int line) {
        JsonNode kind = document.path("kind");
        JsonNode name = document.path("metadata").path("name");
        if (!(document instanceof ObjectNode state) || isAbsent(kind) || isAbsent(name)) {
            others++;
            return;
        }
        if (kind.asString("").startsWith(SOPS_VALUE) || name.asString("").startsWith(SOPS_VALUE)) {
            findings.add(new Finding(Reason.ENCRYPTED, line, "its kind or its name is encrypted"));
            return;
        }
        try {
            ObjectKey key = key(kind, name);
            if (objects.put(key, new Manifest(line, state, digest(state))) != null) {
                findings.add(new Finding(Reason.DUPLICATE_OBJECT, line, key + " stands before in the same file"));
            }
        } catch (InvalidEventException e) {
            findings.add(new Finding(Reason.INVALID_ENTITY, line, e.getMessage()));
        }
    }

    private static boolean isAbsent(JsonNode field) {
        return field.isMissingNode()
                || field.isNull()
                || field.isContainer()
                || field.asString("").isEmpty();
    }

    private static ObjectKey key(JsonNode kind, JsonNode name) {
        if (!kind.isString() || !name.isString()) {
            throw new InvalidEventException(kind.isString() ? "metadata.name" : "kind", "is not a string");
        }
        String field = new EventKind(kind.stringValue(), "Applied").objectField();
        if (RESERVED_FIELDS.contains(field)) {
            throw new InvalidEventException("kind", "the event needs the field " + field + " for itself");
        }
        new EntityKey(kind.stringValue(), "any", name.stringValue());
        return new ObjectKey(kind.stringValue(), name.stringValue());
    }

    private static String digest(ObjectNode state) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(SORTED.writeValueAsBytes(state));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
