package io.dsel.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What once broke a property does not again. */
class SeedsTest {
    static List<byte[]> all() {
        return Seeds.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void noSeedBreaksAProperty(byte[] seed) {
        assertDoesNotThrow(() -> Target.fuzzerTestOneInput(seed));
    }

    @Test
    void aBreachIsAnError() {
        assertThrows(AssertionError.class, () -> Property.same("1.50", "1.5"));
        assertThrows(AssertionError.class, () -> Property.says(new IllegalArgumentException()));
    }
}
