package io.dsel.gateway.watch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Whole numbers in as few bytes as they need, seven bits to each, the lowest first. */
final class Varints {
    private static final int MOST_BITS = 63;

    private Varints() {}

    /** @param number not negative */
    static void write(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** @throws IllegalArgumentException if there is none that fits in 63 bits */
    static long read(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < MOST_BITS; shift += 7) {
            if (!in.hasRemaining()) {
                throw new IllegalArgumentException("cut off");
            }
            byte bits = in.get();
            number |= (long) (bits & 0x7f) << shift;
            if (bits >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number is too large");
    }
}
