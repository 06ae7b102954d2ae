package io.dsel.event;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which names new objects may get: those that people can tell apart, and that are no other path when they stand in one. It
 * is stricter than {@link EntityKey}, which has to hold whatever is in the log.
 *
 * <p>Refused are {@code .} and {@code ..}, blanks at an end, characters that cannot be seen or that turn the text around,
 * and look-alikes: a spelling other than the composed one (NFKC), such as full-width letters, and letters of more than one
 * of the scripts that share shapes, such as a Cyrillic {@code а} among Latin letters. What is written wholly in another
 * script is let be.
 */
public final class Names {
    private static final Set<UnicodeScript> OF_SHARED_SHAPES = EnumSet.of(
            UnicodeScript.LATIN,
            UnicodeScript.CYRILLIC,
            UnicodeScript.GREEK,
            UnicodeScript.ARMENIAN,
            UnicodeScript.CHEROKEE,
            UnicodeScript.COPTIC,
            UnicodeScript.LISU);

    private Names() {}

    /**
     * Requires that an entity's parts are names.
     *
     * @throws InvalidEventException naming {@code meta.appId} or {@code meta.name}
     */
    public static void require(EntityKey entity) {
        Violations wrong = new Violations();
        problemOfPath(entity.appId()).ifPresent(problem -> wrong.add("meta.appId", problem));
        problemOfName(entity.name()).ifPresent(problem -> wrong.add("meta.name", problem));
        wrong.throwIfAny();
    }

    /** An object's name is one part of a path, as in Kubernetes. */
    private static Optional<String> problemOfName(String name) {
        return name.indexOf('/') >= 0 ? Optional.of("has a '/', which a name may not") : problem(name);
    }

    /** An application's id may have parts, such as the directories of a repository, whose root is {@code /} alone. */
    private static Optional<String> problemOfPath(String appId) {
        if (appId.equals("/")) {
            return Optional.empty();
        }
        for (String part : appId.split("/", -1)) {
            if (part.isEmpty()) {
                return Optional.of("begins or ends with '/', or has two in a row");
            }
            Optional<String> problem = problem(part);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(String part) {
        if (part.equals(".") || part.equals("..")) {
            return Optional.of("has a part '" + part + "', which means another place in a path");
        }
        if (isBlank(part.codePointAt(0)) || isBlank(part.codePointBefore(part.length()))) {
            return Optional.of("begins or ends with a blank");
        }
        if (isAscii(part)) {
            return Optional.empty(); // one script, all of it seen, and spelled in one way only
        }
        Optional<Integer> unseen =
                part.codePoints().boxed().filter(Names::isUnseen).findFirst();
        if (unseen.isPresent()) {
            return Optional.of("has the character U+%04X, which cannot be seen".formatted(unseen.get()));
        }
        if (!Normalizer.isNormalized(part, Normalizer.Form.NFKC)) {
            return Optional.of("looks like '" + Normalizer.normalize(part, Normalizer.Form.NFKC)
                    + "', but is spelled in other characters; send it as that");
        }
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        part.codePoints()
                .mapToObj(UnicodeScript::of)
                .filter(OF_SHARED_SHAPES::contains)
                .forEach(scripts::add);
        return scripts.size() < 2
                ? Optional.empty()
                : Optional.of("mixes letters of " + scripts + ", some of which look alike");
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    /** Invisible, or without a meaning of its own: format characters, private ones, and those of no character. */
    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
