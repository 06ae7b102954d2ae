package io.dsel.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-8, read strictly. Jackson reads overlong forms as well, so that {@code /} has several spellings and what looks
 * at the bytes sees another text than what looks at the tree.
 */
final class Utf8 {
    private Utf8() {}

    /** @throws SyntaxException if the bytes are not UTF-8 */
    static void require(byte[] text) {
        if (!isAscii(text)) {
            decode(text);
        }
    }

    /** @throws SyntaxException if the bytes are not UTF-8 */
    static String decode(byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SyntaxException("the text is not UTF-8", -1, -1, e);
        }
    }

    private static boolean isAscii(byte[] text) {
        for (byte one : text) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }
}
