package io.dsel.cli.commands;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.json.SyntaxException;
import io.dsel.json.Yaml;
import io.dsel.json.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The documents in the files, folders and standard input that {@code -f} names. JSON is YAML too. */
final class ManifestFiles {
    private ManifestFiles() {}

    /** @param where {@code file:line}, for messages */
    record Document(String where, JsonNode value) {}

    /**
     * @param recursive whether folders within folders count
     * @throws CliException naming the file, and the line if it cannot be understood
     */
    static List<Document> read(List<String> names, boolean recursive, InputStream in) {
        List<Document> documents = new ArrayList<>();
        for (String name : names) {
            if (name.equals("-")) {
                documents.addAll(parse("standard input", bytes(in)));
            } else {
                for (Path file : files(Path.of(name), recursive)) {
                    documents.addAll(parse(file.toString(), bytes(file)));
                }
            }
        }
        return documents;
    }

    private static List<Document> parse(String file, byte[] bytes) {
        try {
            List<Document> documents = new ArrayList<>();
            for (YamlDocument document : Yaml.documents(bytes)) {
                String where = file + ":" + document.line();
                if (document.value().isArray()) {
                    document.value().forEach(item -> documents.add(new Document(where, item)));
                } else {
                    documents.add(new Document(where, document.value()));
                }
            }
            return documents;
        } catch (SyntaxException e) {
            throw new CliException(ExitCode.FAILED, file + ": " + e.getMessage() + "; nothing was applied");
        }
    }

    private static List<Path> files(Path path, boolean recursive) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
            List<Path> manifests = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                    .sorted()
                    .toList();
            if (manifests.isEmpty()) {
                throw new CliException(
                        ExitCode.FAILED,
                        "no *.yaml, *.yml or *.json in " + path + (recursive ? "" : "; -R looks in its folders too"));
            }
            return manifests;
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "cannot list " + path + ": " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    Files.exists(file) ? "cannot read " + file + ": " + e.getMessage() : "there is no file " + file);
        }
    }

    private static byte[] bytes(InputStream in) {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, "cannot read standard input: " + e.getMessage());
        }
    }
}
