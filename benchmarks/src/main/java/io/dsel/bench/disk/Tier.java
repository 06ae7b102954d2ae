package io.dsel.bench.disk;

import io.dsel.streams.engine.EngineSettings;
import io.dsel.topic.Topics;
import java.util.Arrays;

/** Where something lies on disk. */
public enum Tier {
    EVENTS("topics of events", Topics.EVENTS_PREFIX),
    AGGREGATES("topics of aggregates", Topics.AGGREGATES_PREFIX),
    JOURNALS("journals", "dsel.journal."),
    HEADS("topic of heads", Topics.HEADS.name()),
    CHANGELOGS("changelogs of the stores", EngineSettings.APPLICATION + "-"),
    OTHER_TOPICS("other topics", ""),
    STORES("stores"),
    INDEX("index");

    private final String description;
    private final String prefix;

    Tier(String description, String prefix) {
        this.description = description;
        this.prefix = prefix;
    }

    Tier(String description) {
        this(description, "/"); // no topic has that
    }

    static Tier ofTopic(String name) {
        return Arrays.stream(values())
                .filter(tier -> name.startsWith(tier.prefix))
                .findFirst()
                .orElseThrow();
    }

    String description() {
        return description;
    }
}
