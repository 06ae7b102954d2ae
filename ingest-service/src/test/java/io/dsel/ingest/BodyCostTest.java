package io.dsel.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.ingest.RequestBody.Format;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lower bounds are what such bodies were measured to take. */
class BodyCostTest {
    @Test
    void aTextOfManyObjectsCostsManyTimesItsLength() {
        assertTimes(31, 90, ("[" + "{},".repeat(1_000) + "{}]"), Format.JSON);
        assertTimes(18, 50, ("[" + "[],".repeat(1_000) + "[]]"), Format.JSON);
        assertTimes(15, 30, events("{\"w\":1}"), Format.JSON);
    }

    @Test
    void aTextOfLongStringsCostsLittleMore() {
        assertTimes(3, 6, events("{\"pad\":\"" + "x".repeat(900) + "\"}"), Format.JSON);
    }

    @Test
    void yamlCostsByItsLines() {
        String document =
                "---\nkind: WAppliedEvent\nmeta:\n  eventId: c\n  appId: a\n  name: n\nspec:\n  w:\n    w: 1\n";
        assertTimes(18, 36, document.repeat(1_000), Format.YAML);
    }

    private static String events(String state) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "{\"kind\":\"WidgetAppliedEvent\",\"meta\":{\"eventId\":\"c-" + i
                        + "\",\"appId\":\"a\",\"name\":\"n" + i + "\"},\"spec\":{\"widget\":" + state + "}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertTimes(int least, int most, String text, Format format) {
        double times = (double) BodyCost.of(text.getBytes(UTF_8), format) / text.length();
        assertTrue(least <= times && times <= most, times + " times");
    }
}
