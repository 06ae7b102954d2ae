package io.dsel.gateway.watch;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which kinds: the name of an event's or an object's kind, in which {@code *} stands for any letters. */
final class KindPattern {
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9*]{1,200}");

    private final String text;
    private final Pattern pattern;

    /** @throws IllegalArgumentException saying what is allowed */
    KindPattern(String text) {
        if (!LEGAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not the name of a kind, such as Artifact or ArtifactAppliedEvent; * stands for any letters");
        }
        this.text = text;
        this.pattern = Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** Whether it names one kind, which must then be there. */
    boolean isPlain() {
        return text.indexOf('*') < 0;
    }

    boolean matches(String kind) {
        return pattern.matcher(kind).matches();
    }

    /**
     * Whether events of this kind may be about an object whose kind this matches. Where the action is not a standard one the
     * name does not tell where the object's kind ends; the records' keys do.
     */
    boolean mayBeObjectOf(String eventKind) {
        Optional<String> objectKind = objectKind(eventKind);
        if (objectKind.isPresent()) {
            return matches(objectKind.get());
        }
        return IntStream.range(1, eventKind.length()).anyMatch(end -> matches(eventKind.substring(0, end)));
    }

    /** The kind of the object that events of this kind are about, if the name alone tells. */
    static Optional<String> objectKind(String eventKind) {
        try {
            return Optional.of(EventKind.parse(eventKind).objectKind());
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
