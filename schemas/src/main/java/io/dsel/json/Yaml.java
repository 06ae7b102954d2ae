package io.dsel.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;

/**
 * YAML into the same trees as JSON, and back.
 *
 * <p>Scalars read as Kubernetes reads them: {@code yes}, {@code no}, {@code on}, {@code off}, {@code y} and {@code n}
 * are booleans, {@code 0400} and {@code 0o400} are 256, {@code 1_000} is 1000, {@code 12:30} and
 * {@code 2026-01-15} are strings. Merge keys ({@code <<}) are followed, aliases become copies, keys become strings.
 * Refused, with line and column: a key twice in one mapping, tags that JSON has no type for, {@code .inf} and
 * {@code .nan}, and what goes beyond the limits.
 *
 * <p>All methods are safe for use from any thread.
 */
public final class Yaml {

    /** Characters of one text, of however many documents. */
    public static final int MAX_LENGTH = 16 << 20;

    /** Values that aliases may add to one text by repeating what their anchors name. */
    public static final int MAX_ALIASED_VALUES = 100_000;

    /** Characters of strings and keys that they may add to one text. */
    public static final int MAX_ALIASED_LENGTH = 4 << 20;

    /** Characters that are read again, altogether, to get over what the parser refuses without need. */
    private static final long MAX_REREAD = 4 << 20;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("yaml")
            .setCodePointLimit(MAX_LENGTH)
            .setAllowDuplicateKeys(false)
            .build();

    private Yaml() {}

    /**
     * Reads every document of a text in UTF-8. Documents with nothing in them are left out.
     *
     * @throws SyntaxException at the first thing that is not YAML, or not within the limits
     */
    public static List<YamlDocument> documents(byte[] yaml) {
        return documents(decoded(yaml));
    }

    /**
     * Reads every document of a text. Documents with nothing in them are left out.
     *
     * @throws SyntaxException at the first thing that is not YAML, or not within the limits
     */
    public static List<YamlDocument> documents(String yaml) {
        return documents(yaml, DuplicateKeys.REFUSED);
    }

    /**
     * Reads every document of a text. Documents with nothing in them are left out.
     *
     * @param duplicates what a key twice in one mapping means
     * @throws SyntaxException at the first thing that is not YAML, or not within the limits
     */
    public static List<YamlDocument> documents(String yaml, DuplicateKeys duplicates) {
        if (yaml.length() > MAX_LENGTH) {
            throw tooLong();
        }
        String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
        long repairs = MAX_REREAD / Math.max(1, text.length());
        while (true) {
            try {
                return documents(new Parse(SETTINGS).parseString(text).iterator(), duplicates);
            } catch (MarkedYamlEngineException e) {
                Optional<String> repaired = repairs-- > 0 ? YamlRepair.of(text, e) : Optional.empty();
                text = repaired.orElseThrow(() -> syntax(e));
            } catch (ReaderException e) {
                throw unreadable(text, e);
            } catch (YamlEngineException e) {
                throw new SyntaxException(e.getMessage(), -1, -1, e);
            } catch (NumberFormatException e) { // which the parser lets through
                throw new SyntaxException("a number in an escape is cut off or out of range", -1, -1, e);
            }
        }
    }

    /**
     * Reads a text of exactly one document.
     *
     * @throws SyntaxException where it is not YAML, or none, or more than one
     */
    public static JsonNode parse(byte[] yaml) {
        return single(documents(yaml));
    }

    /**
     * Reads a text of exactly one document.
     *
     * @throws SyntaxException where it is not YAML, or none, or more than one
     */
    public static JsonNode parse(String yaml) {
        return single(documents(yaml));
    }

    /**
     * A document in block style, ending with a line end. {@link #parse(String)} reads the same tree back, and strings
     * that another reader of YAML might take for something else are quoted.
     */
    public static String write(JsonNode value) {
        return new YamlTreeWriter().document(value).text();
    }

    /** Several documents, each but the first after a line {@code ---}. */
    public static String write(List<? extends JsonNode> values) {
        YamlTreeWriter writer = new YamlTreeWriter();
        values.forEach(writer::document);
        return writer.text();
    }

    /**
     * The text that UTF-8 stands for.
     *
     * @throws SyntaxException where it is not UTF-8, or too long
     */
    public static String decoded(byte[] yaml) {
        if (yaml.length > 4L * MAX_LENGTH) {
            throw tooLong();
        }
        return Utf8.decode(yaml);
    }

    private static JsonNode single(List<YamlDocument> documents) {
        if (documents.isEmpty()) {
            throw new SyntaxException("no YAML document: the text is empty", 1, 1);
        }
        if (documents.size() > 1) {
            throw new SyntaxException(
                    "more than one YAML document", documents.get(1).line(), 1);
        }
        return documents.getFirst().value();
    }

    private static List<YamlDocument> documents(Iterator<Event> events, DuplicateKeys duplicates) {
        List<YamlDocument> documents = new ArrayList<>();
        AliasBudget budget = new AliasBudget(MAX_ALIASED_VALUES, MAX_ALIASED_LENGTH);
        while (events.hasNext()) {
            if (events.next().getEventId() != Event.ID.DocumentStart) {
                continue;
            }
            Event root = events.next();
            JsonNode value = new YamlTreeReader(events, budget, duplicates).read(root);
            if (!(root instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().isEmpty())) {
                documents.add(new YamlDocument(root.getStartMark().orElseThrow().getLine() + 1, value));
            }
        }
        return documents;
    }

    private static SyntaxException tooLong() {
        return new SyntaxException("the YAML is too long, at most " + MAX_LENGTH + " characters");
    }

    private static SyntaxException syntax(MarkedYamlEngineException e) {
        String problem = Stream.of(e.getProblem(), e.getContext())
                .filter(part -> part != null && !part.isBlank())
                .map(part -> part.strip().replace("\n", "\\n").replace("\r", "\\r"))
                .collect(Collectors.joining(", "));
        Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
        return mark == null
                ? new SyntaxException(problem, -1, -1, e)
                : new SyntaxException(problem, mark.getLine() + 1, mark.getColumn() + 1, e);
    }

    /** A character that YAML does not allow; the library gives its position in code points only. */
    private static SyntaxException unreadable(String text, ReaderException e) {
        int[] before = text.codePoints().limit(e.getPosition()).toArray();
        int line = 1;
        int column = 1;
        for (int codePoint : before) {
            column = codePoint == '\n' ? 1 : column + 1;
            line += codePoint == '\n' ? 1 : 0;
        }
        String problem = "character U+%04X is not allowed in YAML".formatted(e.getCodePoint());
        return new SyntaxException(problem, line, column, e);
    }
}
