package io.dsel.json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the JSON tree of one YAML document from the parser's events.
 *
 * <p>An alias becomes a copy of what its anchor names, so the tree is a tree. What aliases may add to a text is
 * bounded: a few lines of them could otherwise stand for terabytes.
 */
final class YamlTreeReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TAG_PREFIX = "tag:yaml.org,2002:";
    private static final Set<String> SCALAR_TAGS = Set.of("str", "null", "bool", "int", "float", "timestamp");

    private final Iterator<Event> events;
    private final AliasBudget budget;
    private final DuplicateKeys duplicates;
    private final Map<Anchor, JsonNode> anchors = new HashMap<>();
    private final Set<Anchor> open = new HashSet<>();
    private int depth;

    /**
     * @param events positioned after a document's start
     * @param budget of the whole text
     */
    YamlTreeReader(Iterator<Event> events, AliasBudget budget, DuplicateKeys duplicates) {
        this.events = events;
        this.budget = budget;
        this.duplicates = duplicates;
    }

    /** Reads the node that starts with {@code event}, up to its end. */
    JsonNode read(Event event) {
        return switch (event) {
            case AliasEvent alias -> resolve(alias);
            case ScalarEvent scalar -> anchored(scalar, scalar(scalar));
            case MappingStartEvent mapping ->
                collection(mapping, mapping.getTag().orElse("!"), "map");
            case SequenceStartEvent sequence ->
                collection(sequence, sequence.getTag().orElse("!"), "seq");
            default -> throw error(event, "a value is missing");
        };
    }

    private JsonNode collection(NodeEvent start, String tag, String type) {
        if (!tag.equals("!") && !tag.equals(TAG_PREFIX + type)) {
            throw error(start, unsupported(tag));
        }
        if (++depth > Json.MAX_DEPTH) {
            throw error(start, "more than " + Json.MAX_DEPTH + " levels of nesting");
        }
        start.getAnchor().ifPresent(open::add);
        JsonNode value = start instanceof MappingStartEvent ? mapping() : sequence();
        start.getAnchor().ifPresent(open::remove);
        depth--;
        return anchored(start, value);
    }

    private JsonNode sequence() {
        ArrayNode array = NODES.arrayNode();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            array.add(read(event));
        }
        return array;
    }

    private JsonNode mapping() {
        ObjectNode object = NODES.objectNode();
        ObjectNode merged = null;
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (isMergeKey(event)) {
                if (merged != null) {
                    throw error(event, "duplicate key \"<<\"; merge several with << : [*a, *b]");
                }
                merged = merged(events.next());
                continue;
            }
            String key = key(event);
            JsonNode before = object.replace(key, read(events.next()));
            if (before != null && duplicates == DuplicateKeys.REFUSED) {
                throw error(event, "duplicate key \"" + key + "\"");
            }
        }
        if (merged != null) {
            // What the mapping says itself goes before what it merges, wherever the merge key stands.
            merged.forEachEntry(object::putIfAbsent);
        }
        return object;
    }

    private static boolean isMergeKey(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getTag().orElse("!!merge").endsWith("merge")
                && scalar.getValue().equals("<<");
    }

    /** The fields that a merge key brings: of one mapping, or of several, of which the first to have a field gives it. */
    private ObjectNode merged(Event start) {
        JsonNode source = read(start);
        if (source instanceof ObjectNode object) {
            return object;
        }
        ObjectNode all = NODES.objectNode();
        if (!source.isArray()) {
            throw error(start, "the merge key << takes a mapping or a sequence of mappings");
        }
        for (JsonNode element : source) {
            if (!(element instanceof ObjectNode object)) {
                throw error(start, "the merge key << takes a mapping or a sequence of mappings");
            }
            object.forEachEntry(all::putIfAbsent);
        }
        return all;
    }

    /** A key as JSON has them: numbers and booleans become their text. */
    private String key(Event event) {
        JsonNode key = read(event);
        if (key.isNull() || key.isContainer()) {
            throw error(
                    event,
                    "a key must be a string, a number or a boolean, not " + (key.isNull() ? "null" : "a collection"));
        }
        return key.asString();
    }

    private JsonNode scalar(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse(null);
        if (!Excerpt.wellFormed(scalar.getValue())) {
            throw error(scalar, "half a surrogate pair, which is no character");
        }
        try {
            if (tag == null) {
                boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
                return plain ? YamlScalars.plain(scalar.getValue()) : NODES.stringNode(scalar.getValue());
            }
            if (tag.equals("!")) {
                return NODES.stringNode(scalar.getValue());
            }
            String type = tag.startsWith(TAG_PREFIX) ? tag.substring(TAG_PREFIX.length()) : "";
            if (!SCALAR_TAGS.contains(type)) {
                throw error(scalar, unsupported(tag));
            }
            return YamlScalars.tagged(type, scalar.getValue());
        } catch (YamlScalars.NotRepresentable e) {
            throw error(scalar, e.getMessage());
        }
    }

    private JsonNode anchored(NodeEvent event, JsonNode value) {
        event.getAnchor().ifPresent(anchor -> anchors.put(anchor, value));
        return value;
    }

    private JsonNode resolve(AliasEvent alias) {
        Anchor anchor = alias.getAlias();
        if (open.contains(anchor)) {
            throw error(alias, "alias *" + anchor + " stands within what it names");
        }
        JsonNode value = anchors.get(anchor);
        if (value == null) {
            throw error(alias, "alias *" + anchor + " has no anchor before it");
        }
        count(value, depth, alias);
        return value.deepCopy();
    }

    private void count(JsonNode value, int level, AliasEvent alias) {
        budget.spend(value).ifPresent(problem -> {
            throw error(alias, problem);
        });
        if (value.isContainer() && level >= Json.MAX_DEPTH) {
            throw error(alias, "more than " + Json.MAX_DEPTH + " levels of nesting");
        }
        value.forEach(child -> count(child, level + 1, alias));
    }

    private static String unsupported(String tag) {
        String shown = tag.startsWith(TAG_PREFIX) ? "!!" + tag.substring(TAG_PREFIX.length()) : tag;
        return "the tag " + shown + " has no meaning in JSON";
    }

    private static SyntaxException error(Event event, String problem) {
        Mark mark = event.getStartMark().orElseThrow();
        return new SyntaxException(problem, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
