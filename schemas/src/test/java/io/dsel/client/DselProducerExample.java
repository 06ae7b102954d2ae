package io.dsel.client;

import io.dsel.event.EventIds;
import io.dsel.event.Token;
import io.dsel.events.Meta;
import io.dsel.events.v1alpha1.Artifact;
import io.dsel.events.v1alpha1.ArtifactAppliedEvent;
import io.dsel.events.v1alpha1.ArtifactEventSpec;
import io.dsel.events.v1alpha1.ArtifactSpec;
import io.dsel.events.v1alpha1.ObjectMeta;
import java.time.Instant;
import java.util.List;

/** How a Java service publishes an event of its own: straight to the log, with generated classes, without HTTP. */
final class DselProducerExample {
    private DselProducerExample() {}

    /**
     * A service keeps one producer for its life; it may be used by many threads.
     *
     * @return what a read takes to answer with this write or a later one
     */
    static Token publish(DselProducer dsel) {
        ArtifactAppliedEvent event = artifactApplied("terraform-vpc-module", "2.1.0");
        Published published = dsel.publish(event).join(); // or go on with the future; it is done when the log has it
        return published.token();
    }

    /** An event carries the whole object, not what has changed. */
    private static ArtifactAppliedEvent artifactApplied(String name, String version) {
        Meta meta = Meta.newBuilder()
                .setEventId(EventIds.next())
                .setTimestamp(Instant.now())
                .setUserId("ci@example.com")
                .setCorrelationId("req-5678")
                .setExecutionId("exec-9012")
                .setName(name)
                .setAppId("09287")
                .setRegion("us-east-1")
                .build();
        Artifact artifact = Artifact.newBuilder()
                .setMeta(ObjectMeta.newBuilder().setName(name).setAppId("09287").build())
                .setSpec(ArtifactSpec.newBuilder()
                        .setVersion(version)
                        .setRegions(List.of("us-east-1", "us-west-2"))
                        .build())
                .build();
        return new ArtifactAppliedEvent(
                meta, ArtifactEventSpec.newBuilder().setArtifact(artifact).build());
    }
}
