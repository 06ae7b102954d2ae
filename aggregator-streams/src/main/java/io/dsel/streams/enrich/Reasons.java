package io.dsel.streams.enrich;

/** Texts that others gave, so that an aggregate can tell them. */
final class Reasons {
    private Reasons() {}

    /** Cut to so many characters, with a blank for each that cannot be seen or is half of one. */
    static String bounded(String text, int most) {
        StringBuilder bounded = new StringBuilder();
        text.codePoints()
                .limit(most)
                .map(point -> isVisible(point) ? point : ' ')
                .forEach(bounded::appendCodePoint);
        return bounded.toString();
    }

    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
