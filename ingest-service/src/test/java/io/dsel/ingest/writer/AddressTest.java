package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void itIsFoundInAMembersClientIdAndNowhereElse() {
        for (Address address :
                List.of(new Address("127.0.0.1", 80), new Address("::1", 8080), new Address("a-b.c", 1))) {
            assertEquals(Optional.of(address), Address.ofClient(address.clientId()));
        }
        assertEquals("http://[::1]:8080", new Address("::1", 8080).url().toString());
        assertEquals(Optional.empty(), Address.ofClient("somebody-else"));
        assertEquals(Optional.empty(), Address.ofClient("dsel-ingest"));
    }

    @Test
    void whatTheOperatorSaysCounts() {
        assertEquals(new Address("ingest-1.local", 8080), Address.of("ingest-1.local", "0.0.0.0", 8080));
        assertEquals(new Address("127.0.0.1", 8080), Address.of("", "127.0.0.1", 8080));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void thatItListensEverywhereSaysNothingToOthers(String listened) throws Exception {
        String told = Address.of("", listened, 8080).host();
        assertFalse(InetAddress.getByName(told).isAnyLocalAddress(), told);
    }
}
