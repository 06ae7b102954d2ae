package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestRequestTest {
    private static final ManifestPlace PATH = ManifestPlace.path("HelmRelease", "cluster/apps", "web");
    private static final ManifestPlace TYPED_PATH = ManifestPlace.path("Artifact", "09287", "vpc");
    private static final ManifestPlace NOWHERE = ManifestPlace.query(Optional.empty());

    private static final String HELM_RELEASE = """
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: web, namespace: media}
            spec: {interval: 30m}
            """;
    private static final String ARTIFACT = """
            apiVersion: v1alpha1
            kind: Artifact
            meta: {name: vpc, appId: "09287"}
            spec: {version: 2.1.0}
            """;

    @Test
    void anOpenManifestBecomesTheEventThatAppliesIt() {
        Event event = read(HELM_RELEASE, PATH);
        assertEquals("HelmReleaseAppliedEvent", event.kind().name());
        assertEquals(new EntityKey("HelmRelease", "cluster/apps", "web"), event.entity());
        assertEquals(Yaml.parse(HELM_RELEASE), event.state());
        assertEquals("ann@example.com", event.meta().userId());
        assertEquals("id-1", event.meta().eventId());
    }

    @Test
    void aTypedManifestNamesItselfUnderMeta() {
        Event event = read(ARTIFACT, NOWHERE);
        assertEquals(new EntityKey("Artifact", "09287", "vpc"), event.entity());
        assertEquals(Yaml.parse(ARTIFACT), event.state());
    }

    @Test
    void whatTheManifestDoesNotSayOfItsNameIsTakenFromThePath() {
        assertEquals(
                "{\"spec\":{\"interval\":\"30m\"},\"kind\":\"HelmRelease\",\"metadata\":{\"name\":\"web\"}}",
                Json.write(read("spec: {interval: 30m}", PATH).state()));
        assertEquals(
                "{\"spec\":{\"version\":\"1\"},\"kind\":\"Artifact\",\"meta\":{\"name\":\"vpc\",\"appId\":\"09287\"}}",
                Json.write(read("spec: {version: '1'}", TYPED_PATH).state()));
    }

    @Test
    void aKubernetesDeploymentIsNotOurs() {
        Event event = read(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}",
                ManifestPlace.path("Deployment", "cluster/apps", "web"));
        assertFalse(event.state().has("meta"));
        assertEquals("cluster/apps", event.meta().appId());
    }

    @Test
    void anOpenManifestMayNameItselfUnderMetaToo() {
        Event event = read("{kind: Widget, meta: {name: w, appId: a}, spec: {}}", NOWHERE);
        assertEquals(new EntityKey("Widget", "a", "w"), event.entity());
    }

    @Test
    void whatPathAndManifestBothSayMustAgree() {
        assertEquals(
                List.of(new Violation("metadata.name", "is 'web', but the path says 'api'")),
                refused(HELM_RELEASE, ManifestPlace.path("HelmRelease", "x", "api")));
        assertEquals(
                List.of(new Violation("kind", "is 'HelmRelease', but the path says 'Widget'")),
                refused(HELM_RELEASE, ManifestPlace.path("Widget", "x", "web")));
        assertEquals(
                List.of(
                        new Violation("meta.name", "is 'vpc', but the path says 'api'"),
                        new Violation("meta.appId", "is '09287', but the path says 'x'")),
                refused(ARTIFACT, ManifestPlace.path("Artifact", "x", "api")));
        assertEquals(
                List.of(new Violation("meta.appId", "is '09287', but the query says 'x'")),
                refused(ARTIFACT, ManifestPlace.query(Optional.of("x"))));
    }

    @Test
    void whatNobodySaysIsRequired() {
        assertEquals(List.of("kind"), fieldsRefused("spec: {}", NOWHERE));
        assertEquals(List.of("metadata.name", "meta.appId"), fieldsRefused("kind: Widget", NOWHERE));
        assertEquals(List.of("meta.name", "meta.appId"), fieldsRefused("kind: Artifact", NOWHERE));
    }

    @Test
    void namesAreStrings() {
        assertEquals(List.of("metadata.name"), fieldsRefused("{kind: HelmRelease, metadata: {name: 5}}", PATH));
        assertEquals(List.of("kind"), fieldsRefused("kind: [HelmRelease]", PATH));
        assertEquals(List.of("metadata"), fieldsRefused("{kind: HelmRelease, metadata: web}", PATH));
        assertEquals(List.of("the manifest"), fieldsRefused("[]", PATH));
        assertEquals(List.of("kind"), fieldsRefused("{}", ManifestPlace.path("helmRelease", "a", "b")));
    }

    @Test
    void aCommentSaysWhy() {
        RequestContext context =
                Contexts.of(Optional.empty(), Optional.empty(), Optional.of("hotfix"), Optional.of("mine"));
        Event open = ManifestRequest.read(Yaml.parse(HELM_RELEASE), PATH, context);
        Event typed = ManifestRequest.read(Yaml.parse(ARTIFACT), TYPED_PATH, context);
        assertEquals("hotfix", open.spec().at("/metadata/comment").asString());
        assertEquals("hotfix", typed.spec().path("comment").asString());
        assertEquals("mine", open.meta().eventId());
    }

    @Test
    void lateRefusalsAreNamedFromTheManifestsRoot() {
        InvalidEventException late = new InvalidEventException(List.of(
                new Violation("spec.artifact.spec.version", "is required"), new Violation("spec.comment", "is wrong")));
        assertEquals(
                List.of(new Violation("spec.version", "is required"), new Violation("spec.comment", "is wrong")),
                ManifestRequest.fromManifestsRoot(late, read(ARTIFACT, NOWHERE).kind())
                        .violations());
    }

    private static Event read(String yaml, ManifestPlace place) {
        return ManifestRequest.read(Yaml.parse(yaml), place, Contexts.PLAIN);
    }

    private static List<String> fieldsRefused(String yaml, ManifestPlace place) {
        return refused(yaml, place).stream().map(Violation::field).toList();
    }

    private static List<Violation> refused(String yaml, ManifestPlace place) {
        return assertThrows(InvalidEventException.class, () -> read(yaml, place))
                .violations();
    }
}
