package io.dsel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Scalars mean what they mean to Kubernetes: the table of go-yaml v2. */
class YamlScalarsTest {

    private static JsonNode value(String scalar) {
        return Yaml.parse("v: " + scalar + "\n").get("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"})
    void trueOfYaml11(String scalar) {
        assertEquals(Json.parse("true"), value(scalar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"})
    void falseOfYaml11(String scalar) {
        assertEquals(Json.parse("false"), value(scalar));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL", "# comment"})
    void nulls(String scalar) {
        assertEquals(Json.parse("null"), value(scalar));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "00, 0",
        "1, 1",
        "-1, -1",
        "+1, 1",
        "-0, 0",
        "0400, 256",
        "-0400, -256",
        "0755, 493",
        "0o644, 420",
        "0O644, 420",
        "0x1F, 31",
        "0XfF, 255",
        "-0x10, -16",
        "0b101, 5",
        "0B11, 3",
        "-0b11, -3",
        "102_400, 102400",
        "0x_ff, 255",
        "0_400, 256",
        "1__0_, 10",
        "18446744073709551616, 18446744073709551616",
        "0xffffffffffffffffffff, 1208925819614629174706175",
        "-9223372036854775809, -9223372036854775809"
    })
    void integers(String scalar, String json) {
        assertEquals(Json.parse(json), value(scalar));
        assertTrue(value(scalar).isIntegralNumber());
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "1.10, 1.10",
        "-1.5, -1.5",
        "+1.5, 1.5",
        ".5, 0.5",
        "-.5, -0.5",
        "1., 1",
        "1e3, 1E+3",
        "1.5E-7, 1.5E-7",
        "1_000.5, 1000.5",
        "08, 8",
        "09.5, 9.5",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827"
    })
    void decimalsAreExact(String scalar, String json) {
        assertEquals(json, Json.write(value(scalar)));
        assertTrue(value(scalar).isBigDecimal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12:30",
                "12:30:45",
                "190:20:30.15",
                "2026-01-15",
                "2026-01-15T10:30:00Z",
                "2026-01-15 10:30:00",
                "1.2.3",
                "v1",
                "1a",
                "0x",
                "0xg",
                "0b2",
                "0o8",
                "07ab",
                "1e",
                "e5",
                "1e5x",
                "_1",
                "-_",
                "+",
                ".",
                "..",
                "...",
                ".5_0",
                "0x1.8p1",
                "1e999",
                "123456e789012",
                "10Mi",
                "100m",
                "1,000",
                "tRue",
                "yEs",
                "nULL",
                "Yn",
                "infinity",
                "NaN",
                "inf",
                "=",
                "<<",
                "१"
            })
    void strings(String scalar) {
        assertEquals(scalar, value(scalar).stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'yes'", "\"yes\"", "! yes", "!!str yes", "|-\n  yes", ">-\n  yes"})
    void quotedScalarsAreStrings(String scalar) {
        assertEquals("yes", value(scalar).stringValue());
    }

    @ParameterizedTest
    @CsvSource({
        "!!int '0400', 256",
        "!!int 12, 12",
        "!!float 1, 1",
        "!!float '1.50', 1.50",
        "!!float 1E+400, 1E+400",
        "!!bool 'yes', true",
        "!!null '', null",
        "!!str 12, \"12\"",
        "!!timestamp 2026-01-15, \"2026-01-15\"",
        "'!<tag:yaml.org,2002:int> 7', 7"
    })
    void coreTagsAreObeyed(String scalar, String json) {
        assertEquals(json, Json.write(value(scalar)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!int x", "!!int 1.5", "!!bool 1", "!!null x", "!!float x", "!!map x", "!!seq x"})
    void aScalarMustBeWhatItsTagSays(String scalar) {
        assertThrows(SyntaxException.class, () -> value(scalar));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!custom x", "!!binary aGk=", "!!set {a: }", "!!python/object:os.system x", "!e!x y", "!!omap []"
            })
    void otherTagsAreRefused(String scalar) {
        assertThrows(SyntaxException.class, () -> value(scalar));
    }

    @ParameterizedTest
    @ValueSource(strings = {".inf", "-.Inf", "+.INF", ".nan", ".NaN"})
    void whatJsonHasNoNumberForIsRefused(String scalar) {
        SyntaxException e = assertThrows(SyntaxException.class, () -> value(scalar));
        assertEquals(1, e.line());
        assertEquals(4, e.column());
        assertTrue(e.problem().contains(scalar), e.problem());
    }

    @Test
    void absurdNumbersAreRefused() {
        assertThrows(SyntaxException.class, () -> value("1" + "0".repeat(Json.MAX_NUMBER_LENGTH)));
        assertThrows(SyntaxException.class, () -> value("1e-99999999999"));
        assertThrows(SyntaxException.class, () -> value("!!float 1e99999999999"));
    }
}
