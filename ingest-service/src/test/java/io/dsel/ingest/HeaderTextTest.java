package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "ann@example.com,ann@example.com",
                "100%25 sure,100%25 sure",
                "UTF-8''Ren%C3%A9%20+1,René +1",
                "utf-8''caf%C3%A9,café",
                "UTF-8''100%,UTF-8''100%"
            })
    void beyondAsciiItIsPercentEncoded(String header, String text) {
        assertEquals(text, HeaderText.decode(header));
    }
}
