package io.dsel.stack;

import io.dsel.stack.child.Tether;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The built source tree that the parts' class paths come from. */
record Checkout(Path home) {

    private static final String MARK = "dev-stack/opensearch/pom.xml";

    /** {@code DSEL_HOME} when it is set, else the first folder that is a checkout, going up from this class and from the working directory. */
    static Checkout find(Map<String, String> environment) {
        String home = environment.get("DSEL_HOME");
        if (home != null && !home.isBlank()) {
            return Optional.of(Path.of(home).toAbsolutePath())
                    .filter(Checkout::isCheckout)
                    .map(Checkout::new)
                    .orElseThrow(() -> new StackException("DSEL_HOME=" + home + " is not a checkout of DSEL"));
        }
        return Stream.of(codeOf(Checkout.class), Path.of("").toAbsolutePath())
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .filter(Checkout::isCheckout)
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new StackException("no checkout of DSEL above " + codeOf(Checkout.class)
                        + " nor above the working directory: set DSEL_HOME to one"));
    }

    /** What a part of this module runs with: the tether, the module's jar, and what the build wrote to {@code target/classpath}. */
    String classPath(String module) {
        Path target = target(module);
        Path dependencies = target.resolve("classpath");
        try {
            return String.join(
                    File.pathSeparator,
                    codeOf(Tether.class).toString(),
                    jar(target).toString(),
                    Files.readString(dependencies).strip());
        } catch (IOException e) {
            throw notBuilt(module, dependencies);
        }
    }

    /** What the build wrote for a module. */
    Path target(String module) {
        return home.resolve(module).resolve("target");
    }

    /** The tether and the unpacked schema registry, whose jar names the rest by itself. */
    String registryClassPath() {
        Path jar = home.resolve("dev-stack/target/apicurio-registry/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw notBuilt("dev-stack", jar);
        }
        return codeOf(Tether.class) + File.pathSeparator + jar;
    }

    private Path jar(Path target) {
        List<Path> jars;
        try (Stream<Path> files = Files.list(target)) {
            jars = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.endsWith(".jar") && !name.matches(".*-(sources|tests|javadoc)\\.jar");
                    })
                    .toList();
        } catch (IOException e) {
            throw notBuilt(home.relativize(target.getParent()).toString(), target);
        }
        if (jars.size() != 1) {
            throw new StackException("expected one jar in " + target + ", found " + jars
                    + ": build again with mvn -DskipTests clean package");
        }
        return jars.getFirst();
    }

    private static StackException notBuilt(String module, Path missing) {
        return new StackException(
                module + " is not built (no " + missing + "): run mvn -DskipTests package in the checkout");
    }

    private static boolean isCheckout(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }

    /** The jar or folder that a class was loaded from. */
    static Path codeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new UncheckedIOException(new IOException("cannot tell where " + type + " comes from", e));
        }
    }
}
