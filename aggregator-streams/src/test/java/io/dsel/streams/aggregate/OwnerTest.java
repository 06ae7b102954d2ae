package io.dsel.streams.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EntityKey;
import org.junit.jupiter.api.Test;

class OwnerTest {
    @Test
    void itsTextNamesTheFormulaAndReadsBack() {
        Owner owner = Owner.of(new EntityKey("DailyAggregate", "a/b", "x@2026-03-01"), "0123456789ab");
        assertEquals("DailyAggregate@0123456789ab/a%2Fb/x%402026-03-01", owner.text());
        assertEquals("DailyAggregate@0123456789ab", owner.rule());
        assertEquals(owner, Owner.parse(owner.text()));
        assertTrue(owner.text().startsWith(owner.rule() + "/"));
    }
}
