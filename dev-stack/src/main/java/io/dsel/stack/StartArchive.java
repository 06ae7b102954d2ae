package io.dsel.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of one class path as a JVM has parsed them, kept for the next one: that halves the processor time of a start. A JVM
 * writes the file when it ends in order, and does not replace one that was made from another class path; so the name says from which
 * one it was made.
 */
record StartArchive(Path file) {

    private static final String PREFIX = "start-jdk";

    /** @param folder where archives of this class path may lie */
    static StartArchive of(Path folder, Jdk jdk, String classPath) {
        return new StartArchive(folder.resolve(PREFIX + jdk.feature() + "-" + fingerprint(classPath) + ".jsa"));
    }

    /** When it does not, the end of the JVM takes longer, because it is then that it is written. */
    boolean exists() {
        return Files.exists(file);
    }

    /** Removes what earlier builds left: nobody can use it any more, and it has tens of megabytes. */
    void removeOthers() {
        Path folder = file.getParent();
        String jdk = file.getFileName().toString().replaceFirst("-[0-9a-f]+\\.jsa$", "-");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> others = files.filter(
                            other -> other.getFileName().toString().startsWith(jdk))
                    .filter(other -> !other.equals(file))
                    .toList();
            for (Path other : others) {
                Files.deleteIfExists(other);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove old archives in " + folder, e);
        }
    }

    List<String> options() {
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file, "-Xlog:cds*=off");
    }

    /** What the JVM compares: the names of the jars, their sizes and when they were written. */
    private static String fingerprint(String classPath) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String entry : classPath.split(File.pathSeparator)) {
                BasicFileAttributes jar = Files.readAttributes(Path.of(entry), BasicFileAttributes.class);
                digest.update(entry.getBytes());
                digest.update(ByteBuffer.allocate(16)
                        .putLong(jar.size())
                        .putLong(jar.lastModifiedTime().toMillis())
                        .flip());
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (IOException e) {
            throw new StackException(
                    "a part of the class path is missing: " + e.getMessage()
                            + "; run mvn -DskipTests package in the checkout",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
