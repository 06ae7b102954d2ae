package io.dsel.event;

import java.util.Random;

/** Text of any characters that names may hold, from a seed. */
final class RandomText {
    private final Random random;

    RandomText(Random random) {
        this.random = random;
    }

    /** 1 to that many characters: plain letters, those that need escapes, and all of Unicode. */
    String next(int most) {
        StringBuilder text = new StringBuilder();
        int length = 1 + random.nextInt(most);
        while (text.length() < length) {
            int c =
                    switch (random.nextInt(4)) {
                        case 0 -> 'a' + random.nextInt(26);
                        case 1 -> "/%.~_-+ &?#\"\\".charAt(random.nextInt(13));
                        case 2 -> 0xA0 + random.nextInt(0x2000);
                        default -> random.nextInt(Character.MAX_CODE_POINT + 1);
                    };
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!half && !Character.isISOControl(c)) {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }
}
