package io.dsel.cli.stack;

import io.dsel.stack.Part;
import io.dsel.stack.PartStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a person wants to know once a stack is up: where everything is, and what for. */
final class Addresses {

    private Addresses() {}

    static String of(List<PartStatus> parts, Path data, Duration after) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "Up after %.1f s, on %s%n%n", after.toMillis() / 1000.0, data));
        int width = parts.stream().mapToInt(part -> part.url().length()).max().orElse(0);
        for (PartStatus part : parts) {
            text.append(String.format("  %-12s %-" + width + "s  %s%n", part.name(), part.url(), purpose(part.name())));
        }
        return text.append(System.lineSeparator()).toString();
    }

    private static String purpose(String part) {
        return switch (part) {
            case Part.BROKER -> "the log (Kafka)";
            case Part.REGISTRY -> "schemas (Confluent's API)";
            case Part.OPEN_SEARCH -> "the index";
            case Part.INGEST -> "writing";
            case Part.GATEWAY -> "reading";
            case Part.SINK -> "log to index";
            default -> "state and aggregates";
        };
    }
}
