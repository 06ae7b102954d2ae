package io.dsel.cli.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class UrlTest {
    private static final URI SERVICE = URI.create("http://127.0.0.1:8083/");

    @Test
    void everyPartIsEncodedByItself() {
        assertEquals(
                "http://127.0.0.1:8083/v1/objects/HelmRelease/cluster%2Fapps%2Fmedia/a%20b%2Bc%25",
                Url.of("v1", "objects", "HelmRelease", "cluster/apps/media", "a b+c%")
                        .at(SERVICE)
                        .toString());
    }

    @Test
    void dotsAreNoWayUp() {
        assertEquals("/v1/%2E%2E/%2E/a.b", Url.of("v1", "..", ".", "a.b").path());
    }

    @Test
    void parametersAreEncodedAndThoseWithoutAValueLeftOut() {
        assertEquals(
                "http://127.0.0.1:8083/v1/search?q=a%20%26%20b&kind=A&kind=B",
                Url.of("v1", "search")
                        .with("q", "a & b")
                        .with("from", null)
                        .withEach("kind", List.of("A", "B"))
                        .at(SERVICE)
                        .toString());
    }
}
