package io.dsel.gateway.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {
    private static final String STATE =
            "{'summary':{'phase':'COMPLETED','errors':0,'rate':1.50,'ok':true,'end':null},'tags':['a','b'],'no':{}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summary.phase | COMPLETED | true",
                "summary.phase | FAILED    | false",
                "summary.errors| 0         | true",
                "summary.rate  | 1.50      | true",
                "summary.rate  | 1.5       | false",
                "summary.ok    | true      | true",
                "summary.end   | null      | true",
                "summary.none  | null      | false",
                "tags[1]       | b         | true",
                "tags          | [\"a\",\"b\"] | true",
                "no            | {}        | true",
            })
    void aValueIsWhatPeopleWriteForIt(String path, String is, boolean holds) {
        assertEquals(holds, new When(FieldPath.parse(path), is).holds(DiffTest.json(STATE)));
    }

    @Test
    void noStateHasNoValues() {
        assertFalse(new When(FieldPath.ROOT, "null").holds(null));
    }
}
