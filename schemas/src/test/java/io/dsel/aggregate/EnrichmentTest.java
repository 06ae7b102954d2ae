package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manifest says is to be asked outside: read, checked, and taken of events. */
class EnrichmentTest {
    private static final String OWNED = """
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: OwnedAggregate}
            spec:
              owner: tests
              sources: [{kinds: ["Deployment*Event"]}]
              group: {app: meta.appId, key: meta.name}
              measures: [{name: events, count: {}}]
              enrichments:
                - name: owner
                  http: {url: "https://cmdb.example.com/apps/{app}?name={name}", pointer: /owner}
                  with: {app: meta.appId, name: object.spec.artifact.name}
                  ttl: PT10M
                - name: people
                  plugin: {name: ldap, settings: {tree: {b: 1, a: [2, {d: 3, c: 4}]}}}
                  with: {user: meta.userId}
            """;
    private static final Event DEPLOYED = Samples.deployment("Deployed", "2026-03-01T23:30:00Z", """
            {"artifact":{"name":"app 1"},"environment":"prod"}""");

    @Test
    void allThatAnEnrichmentSays() {
        assertEquals(
                List.of(
                        new Enrichment(
                                "owner",
                                "http",
                                "{\"pointer\":\"/owner\",\"url\":\"https://cmdb.example.com/apps/{app}?name={name}\"}",
                                Map.of("app", "meta.appId", "name", "object.spec.artifact.name"),
                                Duration.ofMinutes(10)),
                        new Enrichment(
                                "people",
                                "ldap",
                                "{\"tree\":{\"a\":[2,{\"c\":4,\"d\":3}],\"b\":1}}",
                                Map.of("user", "meta.userId"),
                                Duration.ofHours(1))),
                Samples.manifest(OWNED).enrichments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: people | name: owner | spec.enrichments[1].name",
                "name: people | name: People | spec.enrichments[1].name",
                "https://cmdb | ftp://cmdb | spec.enrichments[0].http.url",
                "https://cmdb | https://me:secret@cmdb | spec.enrichments[0].http.url",
                "https://cmdb | https://{app}.cmdb | spec.enrichments[0].http.url",
                "https://cmdb.example.com | https://cmdb:{app} | spec.enrichments[0].http.url",
                "https://cmdb.example.com | cmdb | spec.enrichments[0].http.url",
                "{app}?name | {app?name | spec.enrichments[0].http.url",
                "{app}?name | {app}{kind}?name | spec.enrichments[0].http.url",
                "apps/{app} | apps | spec.enrichments[0].with.app",
                "name={name} | name={name}#top | spec.enrichments[0].http.url",
                "url: \"https | uri: \"https | spec.enrichments[0].http.url",
                "/owner} | owner} | spec.enrichments[0].http.pointer",
                "app: meta.appId, name: | App: meta.appId, name: | spec.enrichments[0].with.App",
                "with: {user: meta.userId} | with: {} | spec.enrichments[1].with",
                "with: {user: meta.userId} | with: {user: 7} | spec.enrichments[1].with.user",
                "PT10M | 10m | spec.enrichments[0].ttl",
                "PT10M | PT0.5S | spec.enrichments[0].ttl",
                "PT10M | P8D | spec.enrichments[0].ttl",
                "name: ldap | name: http | spec.enrichments[1].plugin.name",
                "name: ldap | name: L_DAP | spec.enrichments[1].plugin.name",
                "plugin: | plug: | spec.enrichments[1].http",
                "ttl: PT10M | plugin: {name: ldap} | spec.enrichments[0].http",
            })
    void eachWrongFieldIsNamed(String from, String to, String field) {
        assertTrue(OWNED.contains(from), from);
        List<String> wrong = wrong(OWNED.replace(from, to));
        assertTrue(wrong.contains(field), wrong::toString);
    }

    @Test
    void partsAreBounded() {
        StringBuilder more = new StringBuilder(OWNED);
        for (int i = 0; i < 4; i++) {
            more.append("    - {name: more").append(i).append(", plugin: {name: ldap}, with: {user: meta.userId}}\n");
        }
        assertEquals(List.of("spec.enrichments"), wrong(more.toString()));
        String settings = OWNED.replace("b: 1", "b: " + "x".repeat(4_000));
        assertEquals(List.of("spec.enrichments[1].plugin.settings"), wrong(settings));
    }

    @Test
    void aFoldTellsItsOwn() {
        String fold = OWNED.replace("measures: [{name: events, count: {}}]", "fold: {name: my-fold, version: \"2\"}");
        assertEquals(List.of("spec.enrichments"), wrong(fold));
    }

    @Test
    void whatIsNoExpressionIsNamed() {
        Aggregate aggregate = Samples.aggregate(OWNED.replace("meta.userId", "meta."));
        assertEquals(
                List.of("spec.enrichments[1].with.user"),
                assertThrows(InvalidEventException.class, aggregate::compiled).violations().stream()
                        .map(Violation::field)
                        .toList());
    }

    @Test
    void anEventSaysWhatIsToBeAsked() {
        Aggregate.Note note =
                Samples.aggregate(OWNED).note(DEPLOYED, Optional.empty()).getFirst();
        assertEquals(
                "{\"owner\":{\"app\":\"shop\",\"name\":\"app 1\"},\"people\":{\"user\":\"ada\"}}",
                note.enrichments().toString());
    }

    @Test
    void anEventThatDoesNotGiveAllParametersAsksNothing() {
        for (String artifact : List.of("{}", "{\"name\":\"\"}", "{\"name\":[]}")) {
            Event event = Samples.deployment("Deployed", "2026-03-01T23:30:00Z", "{\"artifact\":" + artifact + "}");
            assertEquals(
                    "{\"people\":{\"user\":\"ada\"}}",
                    Samples.aggregate(OWNED)
                            .note(event, Optional.empty())
                            .getFirst()
                            .enrichments()
                            .toString());
        }
    }

    @Test
    void theFormulaKnowsThem() {
        String formula = Samples.aggregate(OWNED).formula();
        assertEquals(
                formula,
                Samples.aggregate(OWNED.replace("{b: 1, a: [2, {d: 3, c: 4}]}", "{a: [2, {c: 4, d: 3}], b: 1}"))
                        .formula());
        for (String change :
                List.of("PT10M PT11M", "/apps/ /app/", "/owner} /team}", "ldap ad", "meta.userId meta.name")) {
            String[] words = change.split(" ");
            assertNotEquals(
                    formula,
                    Samples.aggregate(OWNED.replace(words[0], words[1])).formula(),
                    change);
        }
    }

    private static List<String> wrong(String yaml) {
        return assertThrows(InvalidEventException.class, () -> Samples.manifest(yaml)).violations().stream()
                .map(Violation::field)
                .toList();
    }
}
