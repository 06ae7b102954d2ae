package io.dsel.bench.yardstick;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server of its own, with its default settings, on a free port of the loopback. */
public final class Postgres implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_SECONDS = 60;

    private final Path data;
    private final int port;

    private Postgres(Path data, int port) {
        this.data = data;
        this.port = port;
    }

    /**
     * @param folder where its data goes; made here
     * @throws AssertionError if PostgreSQL is not installed, or does not start
     */
    public static Postgres start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path data = folder.resolve("data");
        if (isRoot()) { // which the server refuses to run as
            run("chown", "postgres", folder.toString());
            openUp(folder.getParent());
        }
        run(asServer(tool("initdb"), "--auth=trust", "--username=bench", "--no-locale", "-D", data.toString()));
        int port = freePort();
        String options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + port;
        run(asServer(tool("pg_ctl"), "start", "-w", "-D", data.toString(), "-l", folder + "/log", "-o", options));
        return new Postgres(data, port);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "bench", "");
    }

    @Override
    public void close() throws InterruptedException {
        try {
            run(asServer(tool("pg_ctl"), "stop", "-w", "-m", "immediate", "-D", data.toString()));
        } catch (IOException e) {
            throw new AssertionError("PostgreSQL in " + data + " could not be stopped", e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Another user must be able to pass through the folder that ours made for itself alone. */
    private static void openUp(Path folder) throws IOException, InterruptedException {
        run("chmod", "o+x", folder.toString());
    }

    private static String[] asServer(String... command) {
        if (!isRoot()) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("runuser", "-u", "postgres", "--"));
        whole.addAll(Arrays.asList(command));
        return whole.toArray(String[]::new);
    }

    private static String tool(String name) throws IOException {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                Optional<Path> found = versions.map(
                                version -> version.resolve("bin").resolve(name))
                        .filter(Files::isExecutable)
                        .max(Comparator.naturalOrder());
                if (found.isPresent()) {
                    return found.get().toString();
                }
            }
        }
        return name;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("dsel-bench-postgres-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(new java.io.File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(
                        String.join(" ", command) + " failed; is PostgreSQL installed? " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }
}
