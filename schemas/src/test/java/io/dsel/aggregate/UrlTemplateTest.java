package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A parameter stays where it stands, whatever is in it. */
class UrlTemplateTest {
    @Test
    void parametersAreEncoded() {
        UrlTemplate template = UrlTemplate.parse("https://h.example.com/a/{one}/b?c={two}&d={one}");
        assertEquals(
                "https://h.example.com/a/x%2Fy%3Fz%26%23/b?c=%C3%A4%20%2B%25%7Bone%7D&d=x%2Fy%3Fz%26%23",
                template.fill(Map.of("one", "x/y?z&#", "two", "ä +%{one}")).toString());
    }

    @Test
    void theHostIsToldWithItsPort() {
        assertEquals(
                "h.example.com:443", UrlTemplate.parse("HTTPS://H.example.com/").host());
        assertEquals(
                "h.example.com:80", UrlTemplate.parse("http://h.example.com").host());
        assertEquals("[::1]:8080", UrlTemplate.parse("http://[::1]:8080/{a}").host());
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../admin", "a/../b", "a\\..", "./a"})
    void aParameterIsNoStepToAnotherFolder(String value) {
        UrlTemplate template = UrlTemplate.parse("https://h.example.com/a/{one}");
        assertThrows(IllegalArgumentException.class, () -> template.fill(Map.of("one", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", "1..2", ".a", "a."})
    void dotsWithinAreAllowed(String value) {
        assertEquals(
                "/a/" + value,
                UrlTemplate.parse("https://h.example.com/a/{one}")
                        .fill(Map.of("one", value))
                        .getPath());
    }

    @Test
    void aParameterThatIsMissingIsNamed() {
        UrlTemplate template = UrlTemplate.parse("https://h.example.com/{one}");
        assertEquals(
                "the parameter one is missing",
                assertThrows(IllegalArgumentException.class, () -> template.fill(Map.of()))
                        .getMessage());
    }
}
