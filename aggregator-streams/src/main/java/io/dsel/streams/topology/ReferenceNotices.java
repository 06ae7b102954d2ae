package io.dsel.streams.topology;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.avro.EventCodec;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.events.ReferenceEntry;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.aggregate.References;
import java.util.Set;
import java.util.SortedMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Says where objects are which groups begin and end to refer to them. */
final class ReferenceNotices {
    private final ProcessorContext<String, byte[]> context;
    private final GroupStores groups;
    private final EventCodec codec;

    ReferenceNotices(ProcessorContext<String, byte[]> context, GroupStores groups, EventCodec codec) {
        this.context = context;
        this.groups = groups;
        this.codec = codec;
    }

    /**
     * Keeps what the group refers to from now on, and says what is new.
     *
     * @param time of the record that brings it about, milliseconds since 1970 UTC
     */
    void settle(Folding folding, Owner owner, References references, long time) {
        Set<String> before = groups.references(owner).entities().keySet();
        SortedMap<String, EventOrder> now = references.entities();
        for (String entity : before) {
            if (!now.containsKey(entity)) {
                say(entity, ReferenceEntries.end(owner), time);
            }
        }
        now.forEach((entity, by) -> {
            if (!before.contains(entity)) {
                JournalEntry member =
                        groups.member(owner, by).orElseThrow().noted().entry();
                AggregateManifest manifest = folding.aggregate().manifest();
                say(entity, ReferenceEntries.begin(owner, manifest, entity, member), time);
            }
        });
        groups.put(owner, references);
    }

    private void say(String entity, ReferenceEntry entry, long time) {
        context.forward(new Record<>(entity, codec.encode(entry), time), AggregateTopology.REFERENCES_OUT);
    }
}
