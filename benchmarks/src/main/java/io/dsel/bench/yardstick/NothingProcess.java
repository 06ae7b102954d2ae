package io.dsel.bench.yardstick;

import io.dsel.service.HttpServer;
import io.dsel.service.ProblemTable;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The services' HTTP server with an object's path and one that takes events, which send the same bytes each time. */
public final class NothingProcess implements AutoCloseable {
    private final Process process;
    private final URI url;

    private NothingProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** @param size of the answer's body, in bytes */
    public static NothingProcess start(int size) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms64m",
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NothingProcess.class.getName(),
                        Integer.toString(size))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("http://")) {
                return new NothingProcess(process, URI.create(line));
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the handler that does nothing did not start");
    }

    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** Prints its address and runs until it is ended, or its parent is gone. */
    public static void main(String[] arguments) throws IOException {
        byte[] body = new byte[Integer.parseInt(arguments[0])];
        HttpServer server = new HttpServer(
                List.of(), new ProblemTable(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), routes -> {
                    routes.get("/v1/objects/{kind}/{appId}/{name}", ctx -> ctx.contentType("application/json")
                            .result(body));
                    routes.post("/v1/events", ctx -> {
                        ctx.bodyAsBytes();
                        ctx.status(201).contentType("application/json").result(body);
                    });
                });
        server.start("127.0.0.1", 0);
        System.out.println("http://127.0.0.1:" + server.port());
        System.in.read();
        server.close();
    }
}
