package io.dsel.cli.commands;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The kinds that exist, found by what people type for them: in any case, singular or plural. */
record KindNames(List<String> kinds) {
    private static final int SUGGESTIONS = 3;

    KindNames {
        kinds = List.copyOf(kinds);
    }

    /** @param document the answer of {@code GET /v1/kinds} */
    static KindNames of(JsonNode document) {
        List<String> kinds = new ArrayList<>();
        document.path("kinds").forEach(kind -> kinds.add(kind.path("objectKind").asString("")));
        document.path("aggregates")
                .forEach(kind -> kinds.add(
                        kind.isString() ? kind.stringValue() : kind.path("name").asString("")));
        return new KindNames(kinds);
    }

    /** The same, and the kinds of their events. */
    static KindNames withEvents(JsonNode document) {
        List<String> kinds = new ArrayList<>(of(document).kinds());
        document.path("kinds").forEach(kind -> kind.path("eventKinds")
                .forEach(event -> kinds.add(event.path("name").asString(""))));
        return new KindNames(kinds);
    }

    /** @throws CliException naming the nearest kinds, if there is none of that name */
    String find(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        for (String form : forms(wanted)) {
            for (String kind : kinds) {
                if (kind.toLowerCase(Locale.ROOT).equals(form)) {
                    return kind;
                }
            }
        }
        throw new CliException(ExitCode.FAILED, unknown(typed, wanted));
    }

    private String unknown(String typed, String wanted) {
        if (kinds.isEmpty()) {
            return "there are no kinds yet; dsel apply or dsel import git brings some";
        }
        List<String> near = near(wanted);
        return "there is no kind '" + typed + "'"
                + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
                + " dsel kinds lists all";
    }

    /** As typed, and what it would be the plural of. */
    private static List<String> forms(String wanted) {
        List<String> forms = new ArrayList<>(List.of(wanted));
        if (wanted.endsWith("ies")) {
            forms.add(wanted.substring(0, wanted.length() - 3) + "y");
        }
        if (wanted.endsWith("es")) {
            forms.add(wanted.substring(0, wanted.length() - 2));
        }
        if (wanted.endsWith("s")) {
            forms.add(wanted.substring(0, wanted.length() - 1));
        }
        return forms;
    }

    private List<String> near(String wanted) {
        record Candidate(String kind, int distance) {}
        return kinds.stream()
                .map(kind -> new Candidate(kind, distance(wanted, kind.toLowerCase(Locale.ROOT))))
                .flatMap(candidate ->
                        isNear(candidate.kind(), candidate.distance(), wanted) ? Stream.of(candidate) : Stream.empty())
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::kind))
                .limit(SUGGESTIONS)
                .map(Candidate::kind)
                .toList();
    }

    private static boolean isNear(String kind, int distance, String wanted) {
        return distance <= Math.max(2, wanted.length() / 3)
                || (wanted.length() >= 3 && kind.toLowerCase(Locale.ROOT).contains(wanted));
    }

    /** Levenshtein's: how many letters to insert, drop or replace. */
    private static int distance(String a, String b) {
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, 1 + Math.min(last[j], row[j - 1]));
            }
            last = row;
        }
        return last[b.length()];
    }
}
