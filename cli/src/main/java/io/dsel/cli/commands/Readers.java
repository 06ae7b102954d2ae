package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.StackFolder;
import io.dsel.stack.Part;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Where the instances of the sink and the streams are: as the options say, else the environment, else the running stack. */
final class Readers {
    @Mixin
    private StackFolder stack;

    @Option(
            names = "--sink",
            paramLabel = "URLS",
            defaultValue = "${env:DSEL_SINK_URLS}",
            description = "The sink's instances, comma separated (default: $DSEL_SINK_URLS, else the running stack's).")
    private String sink;

    @Option(
            names = "--streams",
            paramLabel = "URLS",
            defaultValue = "${env:DSEL_STREAMS_URLS}",
            description = "One or more instances of the streams, comma separated; they name the others"
                    + " (default: $DSEL_STREAMS_URLS, else the running stack's).")
    private String streams;

    /** Every instance of a reader. @throws io.dsel.cli.console.CliException if none is to be found */
    List<Api> of(ReplayCommand.Reader reader) {
        return switch (reader) {
            case SINK -> apis("--sink", given(sink, Part.SINK));
            case STREAMS -> all(apis("--streams", given(streams, Part.streams(1))));
            default -> throw new IllegalArgumentException(reader + " is not asked to read again");
        };
    }

    /** The address of a part of the running stack. @throws io.dsel.cli.console.CliException if there is none */
    String inStack(String part) {
        return stack.url(part);
    }

    private String given(String urls, String part) {
        return urls == null || urls.isBlank() ? stack.url(part) : urls;
    }

    private static List<Api> apis(String option, String urls) {
        return Arrays.stream(urls.split(","))
                .map(String::strip)
                .filter(url -> !url.isEmpty())
                .map(url -> new Api(Services.url(option, url)))
                .toList();
    }

    /** Those given, and those they know of. */
    private static List<Api> all(List<Api> given) {
        if (!(given.getFirst().get(Url.of("v1", "instances")) instanceof Answer.Done(JsonNode urls, var receipt))
                || urls.isEmpty()) {
            return given;
        }
        given.forEach(Api::close);
        return urls.valueStream()
                .map(url -> new Api(Services.url("--streams", url.asString(""))))
                .toList();
    }
}
