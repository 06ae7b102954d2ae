package io.dsel.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Violations;
import io.dsel.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/** Finds what is wrong with the enrichments of a manifest. */
final class EnrichmentCheck {
    private static final int MOST_ENRICHMENTS = 5;
    private static final int MOST_PARAMETERS = 20;

    /** They go along with each question that is open. */
    private static final int MOST_SETTINGS_BYTES = 4_000;

    private static final Pattern NAME = Pattern.compile(UrlTemplate.NAME);
    private static final Pattern ENRICHER = Pattern.compile("[a-z][a-z0-9-]{0,49}");

    private final Violations wrong;

    EnrichmentCheck(Violations wrong) {
        this.wrong = wrong;
    }

    void enrichments(List<Enrichment> enrichments, Optional<NamedFold> fold) {
        if (!enrichments.isEmpty() && fold.isPresent()) {
            wrong.add("spec.enrichments", "are told beside measures, but there is a fold, which tells what it takes");
        }
        if (enrichments.size() > MOST_ENRICHMENTS) {
            wrong.add("spec.enrichments", "are " + enrichments.size() + "; at most " + MOST_ENRICHMENTS);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < enrichments.size(); i++) {
            String path = "spec.enrichments[" + i + "]";
            Enrichment enrichment = enrichments.get(i);
            name(path + ".name", enrichment.name());
            if (!names.add(enrichment.name())) {
                wrong.add(path + ".name", "'" + enrichment.name() + "' is there twice");
            }
            parameters(path + ".with", enrichment.with().keySet());
            if (enrichment.enricher().equals(Enrichment.HTTP)) {
                http(path + ".", enrichment);
            } else {
                plugin(path + ".plugin", enrichment);
            }
        }
    }

    private void name(String path, String name) {
        if (!NAME.matcher(name).matches()) {
            wrong.add(path, "'" + name + "' is not a small letter and at most 49 letters, digits or _");
        }
    }

    private void parameters(String path, Set<String> names) {
        if (names.isEmpty()) {
            wrong.add(path, "is required, at least one parameter");
        } else if (names.size() > MOST_PARAMETERS) {
            wrong.add(path, "are " + names.size() + "; at most " + MOST_PARAMETERS);
        }
        names.forEach(name -> name(path + "." + name, name));
    }

    private void http(String path, Enrichment enrichment) {
        ObjectNode settings = Json.parseObject(enrichment.settings());
        pointer(path + "http.pointer", settings.path(Enrichment.POINTER).asString(""));
        String url = settings.path(Enrichment.URL).asString("");
        if (url.isEmpty()) {
            return; // that it is missing was said by who read it
        }
        try {
            Set<String> unused = new TreeSet<>(enrichment.with().keySet());
            for (String parameter : UrlTemplate.parse(url).parameters()) {
                if (!unused.remove(parameter)) {
                    wrong.add(path + "http.url", "has {" + parameter + "}, which 'with' does not give");
                }
            }
            unused.forEach(name -> wrong.add(path + "with." + name, "is given, but the URL has no {" + name + "}"));
        } catch (IllegalArgumentException e) {
            wrong.add(path + "http.url", e.getMessage());
        }
    }

    private void pointer(String path, String pointer) {
        try {
            JsonPointer.compile(pointer);
        } catch (IllegalArgumentException e) {
            wrong.add(path, "'" + pointer + "' is not a JSON pointer such as /owner/name");
        }
    }

    private void plugin(String path, Enrichment enrichment) {
        if (!ENRICHER.matcher(enrichment.enricher()).matches()) {
            wrong.add(
                    path + ".name",
                    "'" + enrichment.enricher() + "' is not small letters, digits and hyphens, at most 50");
        }
        int bytes = enrichment.settings().getBytes(UTF_8).length;
        if (bytes > MOST_SETTINGS_BYTES) {
            wrong.add(path + ".settings", "are " + bytes + " bytes of JSON; at most " + MOST_SETTINGS_BYTES);
        }
    }
}
