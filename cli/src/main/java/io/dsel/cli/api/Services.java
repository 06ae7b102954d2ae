package io.dsel.cli.api;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.console.StackFolder;
import io.dsel.stack.Part;
import java.net.URI;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the services are: as the options say, else the environment, else the running stack. */
public final class Services {
    @Mixin
    private StackFolder stack;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "${env:DSEL_GATEWAY_URL}",
            description = "The query gateway (default: $DSEL_GATEWAY_URL, else the running stack's).")
    private String gateway;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            defaultValue = "${env:DSEL_INGEST_URL}",
            description = "The ingest service (default: $DSEL_INGEST_URL, else the running stack's).")
    private String ingest;

    /** @throws CliException if it is nowhere named and no stack runs */
    public Api gateway() {
        return api("--gateway", gateway, Part.GATEWAY);
    }

    /** @throws CliException if it is nowhere named and no stack runs */
    public Api ingest() {
        return api("--ingest", ingest, Part.INGEST);
    }

    private Api api(String option, String given, String part) {
        return new Api(url(option, given == null || given.isBlank() ? stack.url(part) : given));
    }

    /** @throws CliException if the text is no URL */
    public static URI url(String option, String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // The message below says what is wanted.
        }
        throw new CliException(ExitCode.USAGE, option + " " + text + " is not a URL such as http://127.0.0.1:8083");
    }
}
