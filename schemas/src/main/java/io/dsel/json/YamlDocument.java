package io.dsel.json;

import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One document of a YAML stream.
 *
 * @param line where its content starts, from 1
 * @param value its content
 */
public record YamlDocument(int line, JsonNode value) {

    public YamlDocument {
        Objects.requireNonNull(value, "value");
    }
}
