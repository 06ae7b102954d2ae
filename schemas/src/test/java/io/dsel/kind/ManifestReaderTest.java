package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A manifest is read whole, and what is wrong with it is told at once, each with its path. */
class ManifestReaderTest {

    @Test
    void allThatAManifestSays() {
        KindManifest manifest = ManifestReader.read(Yaml.parse(Manifests.APPROVAL));
        assertEquals("Approval", manifest.name());
        assertEquals("release-managers", manifest.owner());
        assertInstanceOf(ObjectSchema.Typed.class, manifest.newest().schema());
        assertEquals(
                List.of("Request", "Requested", "Granted"),
                manifest.steps().map(Action.Step::name).toList());
        Action.Step granted = manifest.actions().getLast().outcome();
        assertEquals(new Action.Step("Granted", Optional.of("GRANTED"), Action.PhaseStatus.SUCCEEDED), granted);
        assertEquals(Set.of("Granted"), manifest.rules().getFirst().actions());
        assertEquals(Rule.Severity.WARNING, manifest.rules().getLast().severity());
        assertEquals(List.of("spec.approvers"), manifest.personalFields());
        assertEquals(Optional.of(Duration.ofDays(365)), manifest.topics().retention());
    }

    @Test
    void jsonSaysTheSame() {
        String json = Json.write(Yaml.parse(Manifests.APPROVAL));
        assertEquals(ManifestReader.read(Yaml.parse(Manifests.APPROVAL)), ManifestReader.read(Json.parse(json)));
    }

    @Test
    void withoutActionsItHasTheUsualOnes() {
        KindManifest manifest = ManifestReader.read(Yaml.parse(Manifests.CLUSTER));
        assertEquals(
                List.of("Validate", "Validated", "Apply", "Applied", "Delete", "Deleted"),
                manifest.steps().map(Action.Step::name).toList());
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        assertEquals(
                List.of(
                        "apiVersion",
                        "meta.name",
                        "spec.owner",
                        "spec.apiVersions[0].name",
                        "spec.apiVersions[0].schema"),
                fields("{kind: Kind, meta: {}, spec: {apiVersions: [{}]}}"));
    }

    @Test
    void whatIsUnknownIsNamed() {
        assertEquals(List.of("spec.apiVersions[0].schemas", "meta.namespace", "spec.rule"), fields("""
                        {apiVersion: v1alpha1, kind: Kind, meta: {name: A, namespace: x},
                         spec: {owner: me, rule: [], apiVersions: [{name: v1, schema: open, schemas: 1}]}}"""));
    }

    @Test
    void partsThatDoNotFitEachOther() {
        assertEquals(
                List.of("spec.apiVersions[1].name", "spec.conversions[0].to", "spec.conversions[1].from"),
                fields(changed(it -> it.replace("v1beta1\n      schema", "v1alpha1\n      schema"))));
        assertEquals(
                List.of("spec.conversions[1].from", "spec.conversions"),
                fields(changed(it -> it.replace("from: v1beta1", "from: v7"))));
        assertEquals(
                List.of("spec.conversions[1].to", "spec.conversions"),
                fields(changed(it -> it.replace("to: v1\n", "to: v1beta1\n"))));
    }

    @Test
    void ofTwoConversionsThatLeadTheSameWayOneWouldNeverBeTaken() {
        assertEquals(List.of("spec.conversions[1]", "spec.conversions"), fields(changed(it -> it.replace(
                        "from: v1beta1", "from: v1alpha1")
                .replace("to: v1\n", "to: v1beta1\n"))));
    }

    @Test
    void aRuleForAnActionThatIsNotThere() {
        List<Violation> violations = violations(Manifests.APPROVAL.replace("[Granted]", "[Grunted]"));
        assertEquals("spec.rules[0].actions", violations.getFirst().field());
    }

    @Test
    void anActionThatWouldBeReadAsThatOfAnotherKind() {
        assertEquals(
                List.of("spec.actions"), fields(Manifests.APPROVAL.replace("name: Requested", "name: ReDeployed")));
    }

    @Test
    void namesThatCannotBeEvents() {
        assertEquals(List.of("meta.name"), fields(changed(it -> it.replace("name: Cluster", "name: cluster"))));
        assertEquals(List.of("meta.name"), fields(changed(it -> it.replace("name: Cluster", "name: SizeAggregate"))));
        assertEquals(List.of("kind"), fields(changed(it -> it.replace("kind: Kind", "kind: Sort"))));
        assertEquals(
                List.of("meta.appId"), fields(changed(it -> it.replace("name: Cluster", "name: Cluster, appId: x"))));
    }

    private static String changed(UnaryOperator<String> change) {
        String changed = change.apply(Manifests.CLUSTER);
        if (changed.equals(Manifests.CLUSTER)) {
            throw new IllegalArgumentException("the change found nothing to change");
        }
        return changed;
    }

    private static List<String> fields(String manifest) {
        return violations(manifest).stream().map(Violation::field).toList();
    }

    private static List<Violation> violations(String manifest) {
        return assertThrows(InvalidEventException.class, () -> ManifestReader.read(Yaml.parse(manifest)))
                .violations();
    }
}
