package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTextTest {
    @ParameterizedTest
    @CsvSource({
        "asOf=2026-01-15T10:30:00+01:00, asOf=2026-01-15T10:30:00+01:00",
        "a=%20b&c=d%2Fe, a=%20b&c=d%2Fe",
        "a=x|y, a=x%7Cy",
        "a=100%, a=100%25",
        "a=%zz, a=%25zz",
        "a=[ü], a=%5B%C3%BC%5D",
    })
    void whatIsLegalStaysAndTheRestIsEncoded(String query, String legal) {
        assertEquals(legal, UriText.legal(query));
        URI.create("http://host/path?" + legal);
    }
}
