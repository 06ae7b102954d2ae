package io.dsel.gateway.compare;

import io.dsel.gateway.compare.FieldPath.Field;
import io.dsel.gateway.compare.FieldPath.Index;
import io.dsel.gateway.compare.FieldPath.Keyed;
import io.dsel.gateway.compare.FieldPath.Step;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the notation of {@link FieldPath}. */
final class FieldPathReader {
    private static final String STRING = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern STEP = Pattern.compile("(?<field>[^\\p{Cntrl}\\s.\\[\\]\"=]+)"
            + "|\\[(?<index>[0-9]{1,9})]"
            + "|\\[(?<quoted>" + STRING + ")]"
            + "|\\[(?<key>[^\\p{Cntrl}\\s.\\[\\]\"=]+)=(?:(?<text>" + STRING + ")|(?<value>[^\\p{Cntrl}\\]\"]+))]");

    private final String text;
    private int at;

    FieldPathReader(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException saying what is wrong where */
    FieldPath read() {
        List<Step> steps = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        while (at < text.length()) {
            boolean dot = text.charAt(at) == '.';
            if (dot && steps.isEmpty()) {
                throw wrong();
            }
            at += dot ? 1 : 0;
            boolean found = step.region(at, text.length()).lookingAt();
            boolean bracket = at < text.length() && text.charAt(at) == '[';
            if (!found || (dot == bracket && !steps.isEmpty())) {
                throw wrong();
            }
            steps.add(step(step));
            at = step.end();
        }
        return new FieldPath(steps);
    }

    private Step step(Matcher step) {
        if (step.group("field") != null) {
            return new Field(step.group("field"));
        }
        if (step.group("index") != null) {
            return new Index(Integer.parseInt(step.group("index")));
        }
        if (step.group("quoted") != null) {
            return new Field(unquoted(step.group("quoted")));
        }
        String value = step.group("value");
        return new Keyed(step.group("key"), value == null ? unquoted(step.group("text")) : value);
    }

    private String unquoted(String string) {
        try {
            return Json.parse(string).stringValue();
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(string + " in the path '" + text + "' is not a JSON string", e);
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("'" + text + "' is not a path from character " + (at + 1)
                + " on; a path is such as spec.containers[name=web].ports[0] or labels[\"a.b/c\"]");
    }
}
