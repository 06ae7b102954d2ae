package io.dsel.kind;

import io.dsel.manifest.Fields;
import java.time.Duration;
import java.util.Optional;

/**
 * How the topics of a kind's events differ from the others'.
 *
 * @param retention how long events are kept; for ever, if empty
 */
public record TopicSettings(Optional<Duration> retention) {
    public static final TopicSettings USUAL = new TopicSettings(Optional.empty());

    /** @param spec of a manifest, which may have them as {@code topics} */
    public static TopicSettings read(Fields spec) {
        if (!spec.has("topics")) {
            spec.node("topics");
            return USUAL;
        }
        Fields topics = spec.object("topics");
        Optional<Duration> retention = topics.duration("retention");
        topics.requireNoOthers();
        return new TopicSettings(retention);
    }
}
