package io.dsel.streams.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EnrichersTest {
    @Test
    void plugInsOfTheClassPathAreFoundAndMadeOnceForTheirSettings() throws Exception {
        try (HttpEnrichers http = new HttpEnrichers(new AllowedHosts(Set.of()), Duration.ofSeconds(1))) {
            Enrichers enrichers = Enrichers.with(http);
            Enricher found = enrichers.find("phone-book", "{\"ada\":\"1815\"}");
            assertEquals("1815", found.ask(new TreeMap<>(Map.of("name", "ada"))).stringValue());
            assertSame(found, enrichers.find("phone-book", "{\"ada\":\"1815\"}"));
            assertEquals(
                    "there is no enricher 'ldap' on the streams' class path; those are [http, phone-book]",
                    assertThrows(UnavailableException.class, () -> enrichers.find("ldap", "{}"))
                            .getMessage());
        }
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertEquals(
                "plugins: the enricher phone-book is there twice; remove a jar, or give one of them another name",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Enrichers(List.of(new PhoneBook(), new PhoneBook())))
                        .getMessage());
    }
}
