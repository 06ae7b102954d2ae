package io.dsel.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one JSON reader and writer: numbers keep every digit ({@code 1.10} stays {@code 1.10}), a key twice in one object
 * or anything behind the value is an error, and so is what goes beyond the limits below.
 *
 * <p>Safe for use by many threads.
 */
public final class Json {
    /** Objects and arrays within one another. */
    public static final int MAX_DEPTH = 100;

    /** Characters of one string. */
    public static final int MAX_STRING_LENGTH = 16 << 20;

    /** Bytes of one text; characters, where it is read from a string. */
    public static final int MAX_LENGTH = 64 << 20;

    /** Characters of one number: more than any double needs when written in full. */
    public static final int MAX_NUMBER_LENGTH = 400;

    /** Shared and immutable. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxDocumentLength(MAX_LENGTH)
                            .build())
                    .build())
            // Costs nothing, where StreamReadFeature.STRICT_DUPLICATE_DETECTION keeps a set per object.
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectWriter PRETTY = MAPPER.writer().with(prettyPrinter());

    private Json() {}

    /** @throws SyntaxException if the text is not one JSON value in UTF-8 */
    public static JsonNode parse(byte[] utf8) {
        checkLength(utf8.length);
        Utf8.require(utf8);
        try {
            return present(MAPPER.readTree(utf8));
        } catch (JacksonException e) {
            throw SyntaxTranslation.of(e);
        } catch (NumberFormatException e) {
            throw new SyntaxException("a number's exponent is out of range", -1, -1, e);
        }
    }

    /** @throws SyntaxException if the text is not one JSON value */
    public static JsonNode parse(String text) {
        checkLength(text.length());
        try {
            return present(MAPPER.readTree(text));
        } catch (JacksonException e) {
            throw SyntaxTranslation.of(e);
        } catch (NumberFormatException e) {
            throw new SyntaxException("a number's exponent is out of range", -1, -1, e);
        }
    }

    /** @throws SyntaxException if the text is not one JSON object */
    public static ObjectNode parseObject(String text) {
        if (parse(text) instanceof ObjectNode object) {
            return object;
        }
        throw new SyntaxException("not a JSON object", 1, 1);
    }

    /** Compact, on one line, without a line end. */
    public static String write(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    /** Compact, on one line, without a line end, in UTF-8. */
    public static byte[] writeBytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    /** For people: a field or element on each line, two spaces of indentation, without a line end. */
    public static String writePretty(JsonNode json) {
        return PRETTY.writeValueAsString(json);
    }

    private static JsonNode present(JsonNode value) {
        if (value == null || value.isMissingNode()) {
            throw new SyntaxException("there is no JSON value, only blanks", 1, 1);
        }
        return value;
    }

    /** Jackson counts only what it reads from a stream. */
    private static void checkLength(int length) {
        if (length > MAX_LENGTH) {
            throw new SyntaxException("the text is too long: " + length + " bytes, at most " + MAX_LENGTH);
        }
    }

    private static DefaultPrettyPrinter prettyPrinter() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
    }
}
