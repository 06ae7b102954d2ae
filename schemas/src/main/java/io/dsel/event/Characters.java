package io.dsel.event;

import io.dsel.json.Excerpt;
import java.util.Optional;

/** Which characters text may hold. */
final class Characters {
    private static final String HALF_A_PAIR = "has half a surrogate pair, which is no character";
    private static final String NUL = "has the character U+0000, which many programs take for the end of a text";

    private Characters() {}

    /** What is wrong with the characters of a name: control characters have no place there. */
    static Optional<String> problem(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return Optional.of("has a control character");
            }
        }
        return problemOfText(name);
    }

    /**
     * What is wrong with those of any text: half a surrogate pair has no UTF-8, so it would come back as a question mark,
     * and NUL is what others cannot store.
     */
    static Optional<String> problemOfText(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of(NUL);
        }
        return Excerpt.wellFormed(text) ? Optional.empty() : Optional.of(HALF_A_PAIR);
    }
}
