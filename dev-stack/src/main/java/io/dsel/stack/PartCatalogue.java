package io.dsel.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Turns what a stack was asked for into parts with ports, folders and command lines. */
record PartCatalogue(Jdk jdk, Checkout checkout, Ports ports, Path data, StackOptions options) {

    /** Long, because a machine that is busy with other things takes ten times as long as an idle one. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_AND_ARCHIVE_LIMIT = Duration.ofSeconds(120);

    /**
     * What a part runs.
     *
     * @param module the folder that its start archive is kept in
     * @param java the JVM and its options
     * @param plugins what comes behind the class path
     */
    record Program(String module, JavaCommand java, String classPath, Optional<Plugins> plugins, String mainClass) {

        Program with(Optional<Plugins> more) {
            return new Program(module, java, classPath, more, mainClass);
        }

        /** With an archive that makes it start faster; it is of one class path, and so there is none with plugins. */
        List<String> command(StartArchive archive) {
            return plugins.map(its -> java.main(its.behind(classPath), mainClass))
                    .orElseGet(() ->
                            java.with(archive.options().toArray(String[]::new)).main(classPath, mainClass));
        }
    }

    /** Where a part is to be reached. See {@link Part} for what they mean. */
    record Endpoint(int port, String url, String health) {}

    List<Part> parts() {
        OutsideParts outside = new OutsideParts(this);
        Map<String, Supplier<Part>> known = new LinkedHashMap<>();
        known.put(Part.BROKER, outside::broker);
        known.put(Part.REGISTRY, outside::registry);
        known.put(Part.OPEN_SEARCH, outside::openSearch);
        Map<String, Part> chosen = new LinkedHashMap<>();
        known.forEach((name, part) -> {
            if (options.parts().contains(name)) {
                chosen.put(name, part.get());
            }
        });
        List<Part> all = new ArrayList<>(chosen.values());
        all.addAll(new ServiceParts(this, chosen).all());
        return List.copyOf(all);
    }

    /** A program whose class path is what the build wrote down for its module. */
    Program program(String module, int heap, String mainClass) {
        return new Program(module, java(heap), checkout.classPath(module), Optional.empty(), mainClass);
    }

    JavaCommand java(int heap) {
        JavaCommand command = JavaCommand.of(jdk, heap);
        return options.quick() ? command.quick() : command;
    }

    Part part(String name, Set<String> after, Program program, Map<String, String> environment, Endpoint endpoint) {
        StartArchive archive = StartArchive.of(checkout.target(program.module()), jdk, program.classPath());
        archive.removeOthers();
        return new Part(
                        name,
                        after,
                        program.command(archive),
                        environment,
                        endpoint.port(),
                        endpoint.url(),
                        URI.create(endpoint.health()),
                        folder(name),
                        data.resolve("logs").resolve(name + ".log"),
                        START_LIMIT,
                        archive.exists() ? STOP_LIMIT : STOP_AND_ARCHIVE_LIMIT)
                .with(options.environment().getOrDefault(name, Map.of()));
    }

    Path folder(String part) {
        return data.resolve(part);
    }
}
