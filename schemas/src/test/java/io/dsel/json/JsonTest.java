package io.dsel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Exactness and refusal: what is read is what was written, or an error that says where it is not JSON. */
class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.10",
                "0.1000000000000000055511151231257827",
                "123456789012345678901234567890",
                "-0",
                "1E+400",
                "2.50E-7",
                "9223372036854775807"
            })
    void numbersKeepEveryDigit(String number) {
        assertEquals(new BigDecimal(number), Json.parse(number).decimalValue());
        assertEquals(number.equals("-0") ? "0" : number, Json.write(Json.parse(number)));
    }

    @Test
    void integersOfAnySizeStayIntegers() {
        JsonNode big = Json.parse("18446744073709551616");
        assertTrue(big.isIntegralNumber());
        assertEquals(BigInteger.TWO.pow(64), big.bigIntegerValue());
    }

    @Test
    void textAndBytesReadAlike() {
        String json = "{\"a\":[1,\"ü😀\",null,true,{\"b\":0.10}]}";
        assertEquals(Json.parse(json), Json.parse(json.getBytes(StandardCharsets.UTF_8)));
        assertEquals(json, Json.write(Json.parse(json)));
        assertEquals(json, new String(Json.writeBytes(Json.parse(json)), StandardCharsets.UTF_8));
    }

    @Test
    void fieldsKeepTheirOrder() {
        assertEquals("{\"z\":1,\"a\":2,\"m\":3}", Json.write(Json.parse("{\"z\":1,\"a\":2,\"m\":3}")));
    }

    @Test
    void prettyPrintsOneValueALine() {
        assertEquals("""
                {
                  "a": [
                    1,
                    {}
                  ],
                  "b": []
                }""", Json.writePretty(Json.parse("{\"a\":[1,{}],\"b\":[]}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2}                  | 1  | duplicate key \"a\"",
                "{\"x\":{\"b\":[],\"b\":{}}}        | 1  | duplicate key \"b\"",
                "{\"a\":1} {\"a\":2}                | 1  | something follows the JSON value",
                "[1] ]                              | 1  | Unexpected close marker",
                "{\"a\":}                           | 1  | Unexpected character ('}'",
                "{'a':1}                            | 1  | Unexpected character (''' (code 39)): was expecting double-quote",
                "[1,                                | 1  | Unexpected end-of-input",
                "[NaN]                              | 1  | Non-standard token 'NaN'",
                "[01]                               | 1  | Invalid numeric value: Leading zeroes not allowed",
                "tru                                | 1  | Unrecognized token 'tru'"
            })
    void whatIsNotJsonIsRefusedWithItsPlace(String json, int line, String problem) {
        SyntaxException e = assertThrows(SyntaxException.class, () -> Json.parse(json));
        assertEquals(line, e.line(), e.getMessage());
        assertTrue(e.column() > 0 && e.column() <= json.length() + 2, e.getMessage());
        assertTrue(e.problem().startsWith(problem), e.problem());
        assertFalse(e.problem().contains("`"), "speaks of the library: " + e.problem());
        assertFalse(e.problem().contains("[Source"), "speaks of the library: " + e.problem());
        assertEquals("line " + e.line() + ", column " + e.column() + ": " + e.problem(), e.getMessage());
    }

    @Test
    void linesAndColumnsCountFromOne() {
        SyntaxException e = assertThrows(SyntaxException.class, () -> Json.parse("{\n  \"a\": x\n}"));
        assertEquals(2, e.line());
        assertTrue(e.column() == 8 || e.column() == 9, e.getMessage());
    }

    @Test
    void blankTextIsNoValue() {
        for (String blank : new String[] {"", " \n "}) {
            assertThrows(SyntaxException.class, () -> Json.parse(blank));
            assertThrows(SyntaxException.class, () -> Json.parse(blank.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void anObjectIsAskedForWhereOneIsNeeded() {
        assertEquals(1, Json.parseObject("{\"a\":1}").path("a").intValue());
        assertThrows(SyntaxException.class, () -> Json.parseObject("[1]"));
    }

    @Test
    void depthIsBounded() {
        Json.parse("[".repeat(100) + "]".repeat(100));
        SyntaxException e = assertThrows(SyntaxException.class, () -> Json.parse("[".repeat(101) + "]".repeat(101)));
        assertTrue(e.problem().contains("depth"), e.problem());
        assertFalse(e.problem().contains("`"), e.problem());
    }

    @Test
    void numbersAndStringsAreBounded() {
        assertThrows(SyntaxException.class, () -> Json.parse("9".repeat(Json.MAX_NUMBER_LENGTH + 1)));
        assertThrows(SyntaxException.class, () -> Json.parse("1e99999999999"));
        String string = "\"" + "x".repeat(Json.MAX_STRING_LENGTH + 1) + "\"";
        assertThrows(SyntaxException.class, () -> Json.parse(string));
    }

    @Test
    void lengthIsBounded() {
        byte[] blanks = new byte[Json.MAX_LENGTH + 1];
        SyntaxException e = assertThrows(SyntaxException.class, () -> Json.parse(blanks));
        assertEquals(-1, e.line());
        assertTrue(e.getMessage().contains("too long"), e.getMessage());
    }

    @Test
    void brokenUtf8IsRefused() {
        assertThrows(SyntaxException.class, () -> Json.parse(new byte[] {'"', (byte) 0xC3, '"'}));
    }
}
