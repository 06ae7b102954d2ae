package io.dsel.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a plain scalar means to Kubernetes: the rules of go-yaml v2 as {@code sigs.k8s.io/yaml} carries it. That is
 * YAML 1.1's booleans and octals and underscores, YAML 1.2's {@code 0o}, and neither sexagesimals nor dates.
 *
 * <p>It departs in one thing: numbers stay exact, where Kubernetes makes doubles of them.
 */
final class YamlScalars {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUES =
            Set.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y");
    private static final Set<String> FALSES =
            Set.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N");
    private static final Set<String> NOT_FINITE = Set.of(
            ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF");

    private static final Pattern PREFIXED =
            Pattern.compile("([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]?([0-7]+)|0[bB]([01]+))");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private YamlScalars() {}

    /**
     * The value of a plain scalar without a tag.
     *
     * @throws NotRepresentable where JSON has no such value
     */
    static JsonNode plain(String text) {
        if (NULLS.contains(text)) {
            return NODES.nullNode();
        }
        if (TRUES.contains(text)) {
            return NODES.booleanNode(true);
        }
        if (FALSES.contains(text)) {
            return NODES.booleanNode(false);
        }
        if (NOT_FINITE.contains(text)) {
            throw new NotRepresentable("JSON has no " + text + "; write a number, or quote it to make it a string");
        }
        JsonNode number = number(text);
        return number != null ? number : NODES.stringNode(text);
    }

    /**
     * The value of a scalar that carries one of the core tags, {@code !!bool} for example.
     *
     * @param tag the tag's short name: str, null, bool, int, float or timestamp
     * @throws NotRepresentable where the text is not of that type
     */
    static JsonNode tagged(String tag, String text) {
        if (tag.equals("str") || tag.equals("timestamp")) {
            return NODES.stringNode(text);
        }
        if (tag.equals("float")
                && text.length() <= Json.MAX_NUMBER_LENGTH
                && FLOAT.matcher(text).matches()) {
            return NODES.numberNode(decimal(text));
        }
        JsonNode value = plain(text);
        boolean fits =
                switch (tag) {
                    case "null" -> value.isNull();
                    case "bool" -> value.isBoolean();
                    case "int" -> value.isIntegralNumber();
                    default -> value.isNumber();
                };
        if (!fits) {
            throw new NotRepresentable("\"" + text + "\" is not a !!" + tag);
        }
        return value;
    }

    /** The number that {@code text} is, or null where it is none. */
    private static JsonNode number(String text) {
        if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        // Underscores count for nothing, but not in what starts with the point, as in go-yaml.
        String digits = text.charAt(0) == '.' ? text : text.replace("_", "");
        if (!FLOAT.matcher(digits).matches() && !PREFIXED.matcher(digits).matches()) {
            return null;
        }
        if (digits.length() > Json.MAX_NUMBER_LENGTH) {
            throw new NotRepresentable("a number of " + digits.length() + " characters, at most "
                    + Json.MAX_NUMBER_LENGTH + "; quote it to make it a string");
        }
        Matcher prefixed = PREFIXED.matcher(digits);
        if (prefixed.matches()) {
            return integer(prefixed);
        }
        if (DECIMAL.matcher(digits).matches() && !hasLeadingZero(digits)) {
            return integer(new BigInteger(digits));
        }
        // Beyond a double it is a string to Kubernetes, and most often a commit id: 123456e789012.
        return Double.isInfinite(Double.parseDouble(digits)) ? null : NODES.numberNode(decimal(digits));
    }

    /** 0x1F, 0o17, 017 and 0b101. */
    private static JsonNode integer(Matcher prefixed) {
        int group = prefixed.group(2) != null ? 2 : prefixed.group(3) != null ? 3 : 4;
        int radix = group == 2 ? 16 : group == 3 ? 8 : 2;
        BigInteger value = new BigInteger(prefixed.group(group), radix);
        return integer(prefixed.group(1).equals("-") ? value.negate() : value);
    }

    private static boolean hasLeadingZero(String digits) {
        int first = digits.charAt(0) == '-' || digits.charAt(0) == '+' ? 1 : 0;
        return digits.length() > first + 1 && digits.charAt(first) == '0';
    }

    private static BigDecimal decimal(String digits) {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new NotRepresentable("the exponent of " + digits + " is out of range; quote it to make it a string");
        }
    }

    /** The narrowest node that holds the value, as Jackson makes them, so that equal numbers are equal nodes. */
    private static JsonNode integer(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return NODES.numberNode(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
    }

    /** A scalar means what JSON can't say, or is not of the type that its tag says; the reader adds the place. */
    static final class NotRepresentable extends RuntimeException {
        NotRepresentable(String message) {
            super(message);
        }
    }
}
