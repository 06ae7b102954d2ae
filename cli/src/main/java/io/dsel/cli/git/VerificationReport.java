package io.dsel.cli.git;

import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a comparison with git found.
 *
 * @param seed makes it choose the same objects again
 */
record VerificationReport(long seed, Verification.Result result) {

    /** For machines. */
    ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("compared", result.compared()).put("present", result.present()).put("absent", result.absent());
        json.put("unclaimed", result.unclaimed())
                .put("different", result.mismatches().size());
        json.putObject("readMillis").put("p50", millis(0.5)).put("p99", millis(0.99));
        ArrayNode differences = json.putArray("differences");
        for (Verification.Mismatch mismatch : result.mismatches()) {
            Sample sample = mismatch.sample();
            differences
                    .addObject()
                    .put("kind", sample.kind())
                    .put("appId", sample.appId())
                    .put("name", sample.name())
                    .put("asOf", EventJson.time(sample.time()))
                    .put("difference", mismatch.difference());
        }
        return json.put("seed", seed);
    }

    /** As long as that share of the reads took, or less. */
    private double millis(double share) {
        return result.readsWithin(share).toNanos() / 1e6;
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d objects at random times compared with git: %,d differ (%,d existed then, %,d did not; %,d more are"
                        + " in files that cannot be read; seed %d); reads took %.1f ms, one in a hundred over %.1f ms%n",
                result.compared(),
                result.mismatches().size(),
                result.present(),
                result.absent(),
                result.unclaimed(),
                seed,
                millis(0.5),
                millis(0.99)));
        for (Verification.Mismatch mismatch : result.mismatches()) {
            text.append("  ")
                    .append(mismatch.sample())
                    .append(": ")
                    .append(mismatch.difference())
                    .append('\n');
        }
        return text.toString();
    }
}
