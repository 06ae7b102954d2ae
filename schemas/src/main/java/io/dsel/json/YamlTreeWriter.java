package io.dsel.json;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.emitter.Emitter;
import org.snakeyaml.engine.v2.events.DocumentEndEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamStartEvent;
import tools.jackson.databind.JsonNode;

/** Writes JSON trees as YAML documents in the style of kubectl: block style, texts of several lines as literals. */
final class YamlTreeWriter {

    private static final DumpSettings SETTINGS = DumpSettings.builder()
            .setWidth(Integer.MAX_VALUE)
            .setSplitLines(false)
            .setMaxSimpleKeyLength(1024)
            .build();
    private static final ImplicitTuple UNTAGGED = new ImplicitTuple(true, true);
    private static final ImplicitTuple TAGGED = new ImplicitTuple(false, false);
    private static final Optional<String> FLOAT = Optional.of("tag:yaml.org,2002:float");

    /** What YAML 1.1 takes for a date, a sexagesimal or a default value: we read strings, others may not. */
    private static final Pattern AMBIGUOUS = Pattern.compile(
            "\\d{4}-\\d{1,2}-\\d{1,2}.*|[-+]?\\d[\\d_]*(:[0-5]?\\d)+(\\.[\\d_]*)?|<<|=|[-+.]?[_\\d].*[_\\d]");

    /**
     * What is safe between double quotes only: characters that some reader takes for a line end or refuses, and blanks
     * at the start, for which the emitter writes a hint that its own reader refuses.
     */
    private static final Pattern AWKWARD =
            Pattern.compile("^\\s|[\\p{Cntrl}&&[^\\n\\t]]|[\\x{80}-\\x{9F}\\x{2028}\\x{2029}\\x{FEFF}]");

    private final StringBuilder text = new StringBuilder();
    private final Emitter emitter = new Emitter(SETTINGS, new StreamDataWriter() {
        @Override
        public void write(String part) {
            text.append(part);
        }

        @Override
        public void write(String part, int offset, int length) {
            text.append(part, offset, offset + length);
        }
    });
    private boolean started;

    YamlTreeWriter() {
        emitter.emit(new StreamStartEvent());
    }

    YamlTreeWriter document(JsonNode value) {
        emitter.emit(new DocumentStartEvent(started, Optional.empty(), Map.of()));
        started = true;
        node(value);
        emitter.emit(new DocumentEndEvent(false));
        return this;
    }

    String text() {
        return text.toString();
    }

    private void node(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> mapping(value);
            case ARRAY -> sequence(value);
            case STRING -> string(value.stringValue());
            case NUMBER -> number(value);
            case BOOLEAN, NULL -> scalar(value.toString(), Optional.empty(), UNTAGGED, ScalarStyle.PLAIN);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getNodeType());
        }
    }

    private void mapping(JsonNode object) {
        FlowStyle style = object.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        emitter.emit(new MappingStartEvent(Optional.empty(), Optional.empty(), true, style));
        object.forEachEntry((key, value) -> {
            string(key);
            node(value);
        });
        emitter.emit(new MappingEndEvent());
    }

    private void sequence(JsonNode array) {
        FlowStyle style = array.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
        emitter.emit(new SequenceStartEvent(Optional.empty(), Optional.empty(), true, style));
        array.forEach(this::node);
        emitter.emit(new SequenceEndEvent());
    }

    private void number(JsonNode value) {
        String digits = value.asString();
        // A decimal that would read back as an integer or, beyond a double, as a string, says what it is.
        boolean same = YamlScalars.plain(digits).getNodeType() == value.getNodeType()
                && YamlScalars.plain(digits).isIntegralNumber() == value.isIntegralNumber();
        scalar(digits, same ? Optional.empty() : FLOAT, same ? UNTAGGED : TAGGED, ScalarStyle.PLAIN);
    }

    private void string(String value) {
        scalar(value, Optional.empty(), UNTAGGED, style(value));
    }

    private static ScalarStyle style(String value) {
        if (AWKWARD.matcher(value).find()) {
            return ScalarStyle.DOUBLE_QUOTED;
        }
        if (value.indexOf('\n') >= 0) {
            return ScalarStyle.LITERAL;
        }
        return isPlainString(value) ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED;
    }

    private static boolean isPlainString(String value) {
        try {
            return YamlScalars.plain(value).isString()
                    && !AMBIGUOUS.matcher(value).matches();
        } catch (YamlScalars.NotRepresentable e) {
            return false;
        }
    }

    private void scalar(String value, Optional<String> tag, ImplicitTuple implicit, ScalarStyle style) {
        emitter.emit(new ScalarEvent(Optional.empty(), tag, implicit, value, style));
    }
}
