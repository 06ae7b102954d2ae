package io.dsel.cli.git;

import io.dsel.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an import read and what became of it.
 *
 * @param source as it was given, without a password
 * @param tip the branch's last commit
 * @param repository the first commit
 * @param dryRun whether nothing was to be sent
 * @param reading how long it took to make the events
 * @param sending how long it took to send them
 */
record ImportReport(
        String source,
        String branch,
        String tip,
        String repository,
        boolean dryRun,
        WalkCounts walk,
        EventCounts events,
        SendCounts sent,
        Duration reading,
        Duration sending) {

    /** For machines. Documented in the command's help by its fields' names. */
    ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("source", source).put("branch", branch).put("tip", tip).put("repository", repository);
        json.put("dryRun", dryRun);
        json.put("commits", walk.commits()).put("filesChanged", walk.filesChanged());
        json.put("objects", events.entities()).put("kinds", events.kinds().size());
        ObjectNode counts = json.putObject("events");
        EventCounts.OfKind all = events.all();
        counts.put("total", all.total()).put("applied", all.applied()).put("deleted", all.deleted());
        ObjectNode byKind = counts.putObject("byKind");
        events.kinds()
                .forEach((kind, of) ->
                        byKind.putObject(kind).put("applied", of.applied()).put("deleted", of.deleted()));
        ObjectNode skipped = json.putObject("skipped");
        ObjectNode doubtful = json.putObject("readWithDoubt");
        for (Reason reason : Reason.values()) {
            ObjectNode group = reason.effect() == Reason.Effect.WARNS ? doubtful : skipped;
            group.put(reason.key(), walk.findings().getOrDefault(reason, 0));
        }
        json.put("notObjects", walk.others()).put("heldBack", walk.heldBack());
        json.put("sent", sent.sent()).put("alreadyThere", sent.alreadyThere()).put("failed", sent.failed());
        ArrayNode failures = json.putArray("failures");
        sent.failures().forEach(failure -> failures.addObject()
                .put("eventId", failure.eventId())
                .put("entity", failure.entity())
                .put("problem", failure.problem()));
        json.put("seconds", seconds(reading.plus(sending))).put("readSeconds", seconds(reading));
        json.put("sendSeconds", seconds(sending)).put("eventsPerSecond", rate());
        return json;
    }

    /** For people. */
    String text() {
        EventCounts.OfKind all = events.all();
        StringBuilder text = new StringBuilder();
        line(text, "%s %s at %s", source, branch, tip.substring(0, 9));
        line(text, "  %,d commits with %,d changes of YAML files", walk.commits(), walk.filesChanged());
        line(
                text,
                "  %,d events (%,d applied, %,d deleted) of %,d objects in %,d kinds",
                all.total(),
                all.applied(),
                all.deleted(),
                events.entities(),
                events.kinds().size());
        if (dryRun) {
            line(text, "  nothing sent: a dry run; read in %.1f s", seconds(reading));
        } else {
            line(
                    text,
                    "  %,d sent, %,d already there, %,d failed; read in %.1f s, sent in %.1f s (%,d events/s)",
                    sent.sent(),
                    sent.alreadyThere(),
                    sent.failed(),
                    seconds(reading),
                    seconds(sending),
                    rate());
        }
        findings(text, "not read", Reason.Effect.HIDES, Reason.Effect.SKIPS);
        findings(text, "read, but with doubt", Reason.Effect.WARNS, Reason.Effect.WARNS);
        for (SendCounts.Failure failure : sent.failures()) {
            line(text, "  failed: %s %s: %s", failure.entity(), failure.eventId(), failure.problem());
        }
        return text.toString();
    }

    private void findings(StringBuilder text, String what, Reason.Effect first, Reason.Effect second) {
        StringJoiner parts = new StringJoiner(", ");
        for (Map.Entry<Reason, Integer> finding : walk.findings().entrySet()) {
            Reason.Effect effect = finding.getKey().effect();
            if (effect == first || effect == second) {
                parts.add(finding.getValue() + " " + finding.getKey().key());
            }
        }
        if (parts.length() > 0) {
            line(text, "  %s: %s (--verbose lists them)", what, parts);
        }
    }

    private long rate() {
        return sent.sent() * 1000L / Math.max(1, sending.toMillis());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
