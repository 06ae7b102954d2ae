package io.dsel.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonToAvroTest {
    private static final Schema THING = new Schema.Parser().parse("""
                    {"type": "record", "name": "Thing", "fields": [
                      {"name": "text", "type": "string"},
                      {"name": "small", "type": ["null", "int"], "default": null},
                      {"name": "big", "type": ["null", "long"], "default": null},
                      {"name": "real", "type": ["null", "double"], "default": null},
                      {"name": "flag", "type": "boolean", "default": true},
                      {"name": "color", "type": {"type": "enum", "name": "Color", "symbols": ["RED", "BLUE"]},
                       "default": "BLUE"},
                      {"name": "names", "type": {"type": "array", "items": "string"}, "default": []},
                      {"name": "any", "type": {"type": "map", "values":
                        ["string", "boolean", "long", "double", {"type": "array", "items": "string"}]}, "default": {}},
                      {"name": "part", "type": ["null",
                        {"type": "record", "name": "Part", "fields": [{"name": "size", "type": "int"}]}],
                       "default": null}
                    ]}""");

    @Test
    void whatFitsComesBackAsItWas() {
        String json = """
                {"text":"a","small":-2147483648,"big":9223372036854775807,"real":0.1,"flag":false,"color":"RED",\
                "names":["x","y"],"any":{"s":"1","b":true,"l":1,"d":1.0,"a":["z"]},"part":{"size":3}}""";
        assertEquals(json, Json.write(AvroToJson.write(read(json))));
    }

    @Test
    void whatIsAbsentTakesItsDefault() {
        assertEquals("""
                {"text":"a","flag":true,"color":"BLUE","names":[],"any":{}}""", Json.write(AvroToJson.write(read("{\"text\":\"a\"}"))));
    }

    @Test
    void aUnionIsChosenByTheJsonType() {
        GenericRecord record = read("{\"text\":\"\",\"any\":{\"s\":\"5\",\"b\":false,\"l\":5,\"d\":5.0,\"e\":5e0}}");
        assertEquals("{s=5, b=false, l=5, d=5.0, e=5.0}", record.get("any").toString());
        assertEquals(null, read("{\"text\":\"\",\"small\":null}").get("small"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "small | 2147483648",
                "small | 1.0",
                "small | 1e0",
                "small | \"1\"",
                "big | 9223372036854775808",
                "big | -9223372036854775809",
                "big | 0.5",
                "real | 0.1000000000000000055511151231257827021181583404541015625001",
                "real | 9007199254740993",
                "real | 1e400",
                "real | true",
                "flag | 1",
                "flag | null",
                "text | null",
                "text | 1",
                "color | \"GREEN\"",
                "color | 1",
                "names | {}",
                "names | \"x\"",
                "any | []",
                "part | []",
            })
    void whatDoesNotFitIsRefusedByName(String field, String value) {
        String json = field.equals("text") ? "{\"text\":%s}" : "{\"text\":\"a\",\"" + field + "\":%s}";
        assertEquals(List.of("spec." + field), fieldsRefused(json.formatted(value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"a\":1}", "[1]", "[null]", "9007199254740993.5"})
    void whatNoBranchOfAUnionTakesIsRefused(String value) {
        assertTrue(fieldsRefused("{\"text\":\"a\",\"any\":{\"k\":" + value + "}}")
                .getFirst()
                .startsWith("spec.any.k"));
    }

    @Test
    void everyWrongFieldIsNamedAtOnceWithItsPath() {
        assertEquals(
                List.of("spec.text", "spec.small", "spec.names[1]", "spec.part.size", "spec.part.sise", "spec.else"),
                fieldsRefused("""
                        {"small": "s", "names": ["a", 2, "c"], "part": {"sise": 3}, "else": 1}"""));
    }

    @Test
    void theMessageSaysWhatIsAllowed() {
        List<Violation> violations = refused("{\"text\":\"a\",\"color\":\"GREEN\",\"small\":1.5,\"else\":1}")
                .violations();
        assertEquals(
                "is the number 1.5, not one of [null, an integer of 32 bits]",
                violations.get(0).problem());
        assertEquals("is 'GREEN', not one of [RED, BLUE]", violations.get(1).problem());
        assertTrue(violations.get(2).problem().startsWith("is not a field of Thing, which has [text, small,"));
    }

    private static List<String> fieldsRefused(String json) {
        return refused(json).violations().stream().map(Violation::field).toList();
    }

    private static InvalidEventException refused(String json) {
        return assertThrows(InvalidEventException.class, () -> read(json));
    }

    private static GenericRecord read(String json) {
        GenericRecord record = (GenericRecord) JsonToAvro.read(Json.parse(json), THING, "spec");
        assertTrue(GenericData.get().validate(THING, record));
        return record;
    }
}
