package io.dsel.gateway.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.EventOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void thePlaceComesBack() {
        EventOrder order = new EventOrder(1_768_473_000_000L, "an id\nwith ~all~ sorts/of+things");
        assertEquals(order, Cursor.parse(Cursor.of("question", order).text()).orderIn("question"));
        assertEquals(
                "Note/a%2Fb/ü",
                Cursor.parse(Cursor.of("q", "Note/a%2Fb/ü").text()).placeIn("q"));
    }

    @Test
    void isRefusedByAnotherQuestion() {
        Cursor cursor = Cursor.of("question", "place");
        assertThrows(IllegalArgumentException.class, () -> cursor.placeIn("another"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "====", "bm8gbGluZSBlbmQ"})
    void whatIsNoCursorIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cursor.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one", "x y"})
    void aPlaceOfAnotherKindIsRefused(String place) {
        assertThrows(IllegalArgumentException.class, () -> Cursor.of("q", place).orderIn("q"));
    }
}
