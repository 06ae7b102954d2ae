package io.dsel.cli.commands;

import io.dsel.cli.api.Receipt;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Style;
import io.dsel.cli.text.Times;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Where a command's answer goes: text for people, documents for machines, remarks to standard error. */
record Screen(PrintWriter out, PrintWriter err, Style style, Times times) {
    /** An answer older than this is worth a remark. */
    private static final Duration OLD = Duration.ofSeconds(10);

    static Screen of(CommandSpec spec, Surroundings surroundings) {
        CommandLine line = spec.commandLine();
        return new Screen(line.getOut(), line.getErr(), surroundings.style(), surroundings.times());
    }

    void print(String text) {
        out.print(text);
        out.flush();
    }

    void line(String text) {
        print(text + System.lineSeparator());
    }

    /** For people; never mixed into the answer. */
    void remark(String text) {
        err.println(style.dim(text));
        err.flush();
    }

    void error(String text) {
        err.println("dsel: " + text);
        err.flush();
    }

    /** One document, in YAML or JSON. */
    void document(Format format, JsonNode document) {
        print(format == Format.YAML ? Yaml.write(document) : Json.writePretty(document) + System.lineSeparator());
    }

    /** Several: YAML documents, or one JSON array. */
    void documents(Format format, List<JsonNode> documents) {
        if (format == Format.YAML) {
            print(Yaml.write(documents));
            return;
        }
        ArrayNode array = Json.MAPPER.createArrayNode();
        documents.forEach(array::add);
        document(format, array);
    }

    /** Says so when a tier fell, and when an answer is old or has gaps. */
    void remarkOn(Receipt receipt) {
        receipt.missing().forEach(missing -> remark("Note: not in this answer: " + missing));
        if (!receipt.tried().isEmpty()) {
            remark("Note: this answer is from the " + receipt.tier() + "; tried before: "
                    + String.join("; ", receipt.tried()));
        }
        if (receipt.age().compareTo(OLD) > 0) {
            String role = receipt.role().isEmpty() ? "" : ", " + receipt.role();
            remark("Note: this answer is " + Times.rough(receipt.age()) + " behind the log (tier " + receipt.tier()
                    + role + ").");
        }
    }
}
