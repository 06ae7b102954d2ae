package io.dsel.gateway;

import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;

/** The stack that several test classes use one after the other, each with kinds and apps of its own. */
final class Stacks {
    private Stacks() {}

    static DevStackExtension whole() {
        return DevStackExtension.builder()
                .broker()
                .registry()
                .openSearch()
                .services(Part.SINK)
                .streams(2)
                .shared()
                .build();
    }

    /** Where its instances of the streams are, comma separated. */
    static String streams(DevStackExtension stack) {
        return stack.url(Part.streams(1)) + "," + stack.url(Part.streams(2));
    }
}
