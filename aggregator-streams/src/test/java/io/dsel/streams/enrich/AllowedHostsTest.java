package io.dsel.streams.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
    @Test
    void aHostWithoutAPortHasTheUsualOnes() {
        assertEquals(
                Set.of("cmdb.example.com:443", "cmdb.example.com:80", "10.0.0.7:8080", "[::1]:443", "[::1]:80"),
                AllowedHosts.parse("CMDB.example.com, 10.0.0.7:8080,[::1],").ports());
    }

    @Test
    void noneIsAllowedUnlessNamed() {
        assertEquals(Set.of(), AllowedHosts.parse("").ports());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://cmdb.example.com", "*", "cmdb.example.com/apps", "a:b", "me@cmdb.example.com"})
    void whatIsNoHostIsNamed(String text) {
        assertEquals(
                "'" + text + "' is not a host such as cmdb.example.com or 10.0.0.7:8080",
                assertThrows(IllegalArgumentException.class, () -> AllowedHosts.parse(text))
                        .getMessage());
    }
}
