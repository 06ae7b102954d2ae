package io.dsel.streams.engine;

import io.dsel.aggregate.Aggregates;
import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.events.OpenEvent;
import io.dsel.events.ReferenceEntry;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topic;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What has to be there before the streams can start. */
final class Prerequisites {
    private Prerequisites() {}

    /**
     * Makes the topics that are missing. A subscription by pattern needs one topic to match, and a dead letter its topic.
     *
     * @return the names of those made
     */
    static Set<String> createTopics(TopicCreator creator) {
        List<Topic> topics = new ArrayList<>(
                List.of(Topics.HEADS, Topics.DEAD_LETTERS, Topics.AGGREGATE_JOURNAL, Topics.REFERENCES, Topics.BUILDS));
        Aggregates.BUILT_IN
                .all()
                .forEach(aggregate -> topics.add(Topics.forKind(
                        aggregate.kind(), aggregate.manifest().topics().retention())));
        Kinds.BUILT_IN.eventKinds().forEach(kind -> topics.add(Topics.forKind(kind)));
        return creator.ensure(topics);
    }

    /** Registers what the streams write, which shows that the registry answers. */
    static void registerSchemas(EventCodec codec) {
        codec.register(JournalEntry.getClassSchema());
        codec.register(ReferenceEntry.getClassSchema());
        codec.register(OpenEvent.getClassSchema());
    }
}
