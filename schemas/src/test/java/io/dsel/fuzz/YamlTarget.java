package io.dsel.fuzz;

import io.dsel.json.SyntaxException;
import io.dsel.json.Yaml;
import io.dsel.json.YamlDocument;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** YAML text of any number of documents. */
final class YamlTarget {
    private YamlTarget() {}

    static void run(byte[] input) {
        List<JsonNode> values;
        try {
            values = values(Yaml.documents(input));
        } catch (SyntaxException e) {
            return;
        }
        if (!values.isEmpty()) {
            Property.same(values, values(Yaml.documents(Yaml.write(values))));
        }
    }

    private static List<JsonNode> values(List<YamlDocument> documents) {
        return documents.stream().map(YamlDocument::value).toList();
    }
}
