package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.console.CliException;
import io.dsel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindNamesTest {
    private final KindNames names = new KindNames(List.of(
            "Artifact",
            "Config",
            "ConfigMap",
            "Deployment",
            "HTTPProxy",
            "HelmRelease",
            "Ingress",
            "NetworkPolicy",
            "ExecutionStatusAggregate"));

    @ParameterizedTest
    @CsvSource({
        "Artifact,Artifact", "artifacts,Artifact", "ARTIFACT,Artifact", "helmrelease,HelmRelease",
        "networkpolicies,NetworkPolicy", "ingresses,Ingress", "ingress,Ingress", "httpproxies,HTTPProxy",
        "executionstatusaggregate,ExecutionStatusAggregate",
    })
    void aKindIsFoundInAnyCaseSingularOrPlural(String typed, String kind) {
        assertEquals(kind, names.find(typed));
    }

    @ParameterizedTest
    @CsvSource({"artefact,Artifact", "deploymnet,Deployment", "helm,HelmRelease", "configs2,Config"})
    void theNearestAreSuggested(String typed, String near) {
        CliException e = assertThrows(CliException.class, () -> names.find(typed));
        assertTrue(e.getMessage().contains(near), e.getMessage());
    }

    @Test
    void nothingIsSuggestedWhereNothingIsNear() {
        CliException e = assertThrows(CliException.class, () -> names.find("zzzzzz"));
        assertEquals(
                "there is no kind 'zzzzzz' dsel kinds lists all", e.getMessage().replace(";", ""));
    }

    @Test
    void theyAreReadFromTheAnswer() {
        assertEquals(
                List.of("Artifact", "ExecutionStatusAggregate"),
                KindNames.of(Json.parse("""
                                {"kinds":[{"objectKind":"Artifact","schema":"typed","eventKinds":[]}],
                                 "aggregates":[{"name":"ExecutionStatusAggregate","topic":"t","partitions":4}]}
                                """)).kinds());
    }
}
