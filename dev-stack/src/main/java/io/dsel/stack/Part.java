package io.dsel.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the stack: how it starts, and how one knows that it is ready. It keeps its ports and its folder over restarts.
 *
 * @param name unique in the stack, such as {@code broker} or {@code streams-1}
 * @param after the parts that must be ready before this one starts
 * @param command the whole command line
 * @param environment added to the supervisor's own environment
 * @param port the port that users of the part talk to
 * @param url the address for users: {@code http://…}, or {@code host:port} for the broker
 * @param health asked until it says that the part is ready; see {@link Readiness#of}
 * @param folder working directory and data of the part
 * @param log standard output and error of the process
 * @param startLimit how long it may take to be ready
 * @param stopLimit how long it may take to end after SIGTERM, before SIGKILL
 */
public record Part(
        String name,
        Set<String> after,
        List<String> command,
        Map<String, String> environment,
        int port,
        String url,
        URI health,
        Path folder,
        Path log,
        Duration startLimit,
        Duration stopLimit) {

    public static final String BROKER = "broker";
    public static final String REGISTRY = "registry";
    public static final String OPEN_SEARCH = "opensearch";
    public static final String INGEST = "ingest";
    public static final String SINK = "sink";
    public static final String GATEWAY = "gateway";

    public Part {
        after = Set.copyOf(after);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The name of an instance of the streams service. @param number from 1 */
    public static String streams(int number) {
        return "streams-" + number;
    }

    /** The name of an instance of the ingest service. @param number from 1 to 3 */
    public static String ingest(int number) {
        return number == 1 ? INGEST : INGEST + "-" + number;
    }

    /** The same part with more environment variables, which win over those it has. */
    Part with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new Part(name, after, command, all, port, url, health, folder, log, startLimit, stopLimit);
    }
}
