package io.dsel.json;

/**
 * Foreign text as a message may show it: the beginning of what is long, and nothing that has no encoding, so that telling
 * what is wrong with a text never fails for the same reason, nor costs as much as the text.
 */
public final class Excerpt {
    private static final char REPLACEMENT = '\uFFFD';

    private Excerpt() {}

    /** @param most characters, beyond which it is cut and ends with {@code …} and its length */
    public static String of(String text, int most) {
        if (text.length() <= most && wellFormed(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text);
        if (text.length() > most) {
            shown.setLength(most);
        }
        for (int i = 0; i < shown.length(); i++) {
            if (isPair(shown, i)) {
                i++;
            } else if (Character.isSurrogate(shown.charAt(i))) {
                shown.setCharAt(i, REPLACEMENT);
            }
        }
        return text.length() > most
                ? shown.append("… (")
                        .append(text.length())
                        .append(" characters)")
                        .toString()
                : shown.toString();
    }

    /** Whether no half of a surrogate pair stands alone in it: only then has it an encoding in UTF-8. */
    public static boolean wellFormed(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) { // hardly ever, and every character of every event is asked
                if (!isPair(text, i)) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isPair(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
