package io.dsel.cli.commands;

import io.dsel.cli.progress.Progress;
import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import io.dsel.json.Json;
import io.dsel.verify.Difference;
import io.dsel.verify.Listener;
import io.dsel.verify.Summary;
import io.dsel.verify.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a verification finds, as text or as one document. */
final class VerifyReport implements Listener {
    private final Style style;
    private final Progress progress;
    private final List<Difference> differences = new ArrayList<>();

    VerifyReport(Style style, Progress progress) {
        this.style = style;
        this.progress = progress;
    }

    @Override
    public void start(String task, String unit, long total) {
        progress.end();
        progress.start(task, unit, total);
    }

    @Override
    public void at(long done) {
        progress.at(done);
    }

    @Override
    public void found(Difference difference) {
        differences.add(difference);
    }

    /** The differences, counts per tier, and one sentence. */
    String text(Summary summary, Duration took) {
        Table table = new Table(style, "TIER", "WHAT", "COMPARED", "MISSING", "EXTRA", "DIFFERENT", "LEFT OUT");
        for (Tally tally : summary.tallies()) {
            table.row(
                    tally.tier().word(),
                    tally.subject().word() + "s",
                    Long.toString(tally.compared()),
                    Long.toString(tally.missing()),
                    Long.toString(tally.extra()),
                    Long.toString(tally.different()),
                    Long.toString(tally.leftOut()));
        }
        StringBuilder text = new StringBuilder();
        differences.forEach(difference -> text.append(text(difference)));
        text.append(differences.isEmpty() ? "" : System.lineSeparator());
        text.append(table.text());
        summary.remarks().forEach(remark -> text.append("Note: ").append(remark).append(System.lineSeparator()));
        if (summary.unreadable() > 0) {
            text.append(String.format(
                    Locale.ROOT,
                    "Note: %d records are no events in their place; the dead letters have them.%n",
                    summary.unreadable()));
        }
        return text.append(sentence(summary, took)).toString();
    }

    ObjectNode document(Summary summary, Duration took) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("equal", summary.isClean());
        document.put("records", summary.records());
        document.put("unreadable", summary.unreadable());
        document.put("tookMs", took.toMillis());
        ArrayNode tallies = document.putArray("tallies");
        for (Tally tally : summary.tallies()) {
            tallies.addObject()
                    .put("tier", tally.tier().word())
                    .put("what", tally.subject().word())
                    .put("compared", tally.compared())
                    .put("missing", tally.missing())
                    .put("extra", tally.extra())
                    .put("different", tally.different())
                    .put("leftOut", tally.leftOut());
        }
        ArrayNode found = document.putArray("differences");
        for (Difference difference : differences) {
            found.addObject()
                    .put("tier", difference.tier().word())
                    .put("what", difference.subject().word())
                    .put("sort", difference.sort().word())
                    .put("of", difference.of())
                    .put("eventId", difference.eventId())
                    .put("field", difference.field())
                    .put("log", difference.log())
                    .put("found", difference.found());
        }
        summary.remarks().forEach(document.putArray("remarks")::add);
        return document;
    }

    private String text(Difference difference) {
        String nothing = "nothing";
        String field = difference.field().isEmpty() ? "" : "  " + difference.field() + ":";
        String whole = String.format(
                "%s  %s %s  %s  %s%s  log: %s; %s: %s",
                difference.sort().word(),
                difference.tier().word(),
                difference.subject().word(),
                difference.of(),
                difference.eventId().isEmpty() ? "-" : difference.eventId(),
                field,
                difference.log().isEmpty() ? nothing : difference.log(),
                difference.tier().word().equals("log")
                        ? "its aggregate"
                        : difference.tier().word(),
                difference.found().isEmpty() ? nothing : difference.found());
        return Table.plain(whole) + System.lineSeparator();
    }

    private String sentence(Summary summary, Duration took) {
        double seconds = took.toMillis() / 1000.0;
        long wrong = summary.tallies().stream()
                .mapToLong(tally -> tally.missing() + tally.extra() + tally.different())
                .sum();
        String outcome = wrong == 0 ? "All is equal" : wrong + " differ";
        return String.format(
                Locale.ROOT,
                "%s: %d records of the log in %.1f s, %.0f/s%n",
                outcome,
                summary.records(),
                seconds,
                summary.records() / Math.max(0.001, seconds));
    }
}
