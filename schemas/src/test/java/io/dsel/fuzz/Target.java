package io.dsel.fuzz;

import java.util.Arrays;
import java.util.function.Consumer;

/** Every parser, by the first byte of an input: one fuzzer for all starts, and instruments what they share, once. */
public enum Target {
    JSON(JsonTarget::run),
    YAML(YamlTarget::run),
    TOKEN(TokenTarget::run),
    ENTITY_KEY(EntityKeyTarget::run),
    EVENT_BYTES(EventBytesTarget::run);

    private final Consumer<byte[]> property;

    Target(Consumer<byte[]> property) {
        this.property = property;
    }

    /** What Jazzer calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 0) {
            Target target = values()[Math.floorMod(input[0], values().length)];
            target.property.accept(Arrays.copyOfRange(input, 1, input.length));
        }
    }

    /** The input that gives this target these bytes. */
    byte[] input(byte[] bytes) {
        byte[] input = new byte[bytes.length + 1];
        input[0] = (byte) ordinal();
        System.arraycopy(bytes, 0, input, 1, bytes.length);
        return input;
    }
}
