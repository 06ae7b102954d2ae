package io.dsel.stack;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Parts that are {@link FakeService}s, so that supervision can be tested in seconds. */
final class Fakes {

    private Fakes() {}

    static Function<Ports, List<Part>> parts(Path data, Part... parts) {
        return ports ->
                Arrays.stream(parts).map(part -> placed(part, ports, data)).toList();
    }

    /** A part that {@link #parts} gives a port and folders. */
    static Part part(String name, String... after) {
        return new Part(
                name,
                Set.of(after),
                List.of(),
                Map.of(),
                0,
                "",
                URI.create("http://unplaced"),
                Path.of(name),
                Path.of(name),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    static Part withStartLimit(Part part, Duration limit) {
        return new Part(
                part.name(),
                part.after(),
                part.command(),
                part.environment(),
                part.port(),
                part.url(),
                part.health(),
                part.folder(),
                part.log(),
                limit,
                part.stopLimit());
    }

    private static Part placed(Part part, Ports ports, Path data) {
        int port = ports.take(new PortName(part.name(), 0, 0));
        String url = "http://127.0.0.1:" + port;
        String classPath = Checkout.codeOf(Part.class) + File.pathSeparator + Checkout.codeOf(FakeService.class);
        return new Part(
                        part.name(),
                        part.after(),
                        JavaCommand.of(Jdk.find(), 64).quick().main(classPath, FakeService.class.getName()),
                        part.environment(),
                        port,
                        url,
                        URI.create(url + "/health"),
                        data.resolve(part.name()),
                        data.resolve("logs").resolve(part.name() + ".log"),
                        part.startLimit(),
                        part.stopLimit())
                .with(Map.of("DSEL_HTTP_PORT", Integer.toString(port)));
    }
}
