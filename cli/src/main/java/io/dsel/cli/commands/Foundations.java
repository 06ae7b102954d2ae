package io.dsel.cli.commands;

import io.dsel.cli.api.Services;
import io.dsel.stack.Part;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Where the parts are that are not DSEL's own: as the options say, else the environment, else the running stack. */
final class Foundations {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:DSEL_BOOTSTRAP_SERVERS}",
            description = "Kafka, comma separated (default: $DSEL_BOOTSTRAP_SERVERS, else the running stack's).")
    private String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "${env:DSEL_SCHEMA_REGISTRY_URL}",
            description = "Root of the schema registry's Confluent API"
                    + " (default: $DSEL_SCHEMA_REGISTRY_URL, else the running stack's).")
    private String registry;

    @Option(
            names = "--opensearch",
            paramLabel = "URLS",
            defaultValue = "${env:DSEL_OPENSEARCH_URL}",
            description = "OpenSearch's nodes, comma separated"
                    + " (default: $DSEL_OPENSEARCH_URL, else the running stack's).")
    private String openSearch;

    /** @param stack gives the address of a part of the running stack */
    String bootstrapServers(UnaryOperator<String> stack) {
        return given(bootstrapServers, Part.BROKER, stack);
    }

    String registry(UnaryOperator<String> stack) {
        return given(registry, Part.REGISTRY, stack);
    }

    List<URI> openSearch(UnaryOperator<String> stack) {
        return Arrays.stream(given(openSearch, Part.OPEN_SEARCH, stack).split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> Services.url("--opensearch", url))
                .toList();
    }

    private static String given(String given, String part, UnaryOperator<String> stack) {
        return given == null || given.isBlank() ? stack.apply(part) : given;
    }
}
