package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import io.dsel.json.Json;
import io.dsel.verify.VersionReport;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a comparison of two versions of an aggregate found: counts, in how many groups each field differs, and examples. */
record VersionReportText(VersionReport report, String live, String other, Style style) {

    String text() {
        StringBuilder text = new StringBuilder();
        Table fields = new Table(style, "FIELD", "DIFFERS IN GROUPS").paint(0, style::name);
        report.differingByField().forEach((field, groups) -> fields.row(field, groups.toString()));
        if (!fields.isEmpty()) {
            text.append(fields.text()).append(System.lineSeparator());
        }
        Table examples = new Table(
                        style, "GROUP", "FIELD", live.toUpperCase(Locale.ROOT), other.toUpperCase(Locale.ROOT))
                .paint(0, style::name);
        report.examples()
                .forEach(example -> examples.row(
                        example.group(),
                        example.field().isEmpty() ? null : example.field(),
                        example.live(),
                        example.other()));
        if (!examples.isEmpty()) {
            text.append(examples.text()).append(System.lineSeparator());
        }
        return text.append(sum()).toString();
    }

    ObjectNode document(String aggregate) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("aggregate", aggregate).put("live", live).put("other", other);
        document.put("equal", report.isEqual());
        document.put("both", report.both());
        document.put("onlyLive", report.onlyLive()).put("onlyOther", report.onlyOther());
        document.put("differing", report.differing()).put("moving", report.moving());
        document.set("fields", Json.MAPPER.valueToTree(report.differingByField()));
        ArrayNode examples = document.putArray("examples");
        report.examples().forEach(example -> examples.addObject()
                .put("group", example.group())
                .put("field", example.field())
                .put("live", example.live())
                .put("other", example.other()));
        return document;
    }

    private String sum() {
        return String.format(
                Locale.ROOT,
                "%s: %,d groups in both, %,d differ, %,d only in %s, %,d only in %s%s%n",
                report.isEqual() ? "Both are equal" : "They differ",
                report.both(),
                report.differing(),
                report.onlyLive(),
                live,
                report.onlyOther(),
                other,
                report.moving() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT, "; %,d can't be told, being of other events now", report.moving()));
    }
}
