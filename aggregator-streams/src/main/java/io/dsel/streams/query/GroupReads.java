package io.dsel.streams.query;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.Feed;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.Place;
import io.dsel.streams.store.StoreNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of a group of an aggregate in their order, a page at a time: what the aggregate was made of. */
final class GroupReads {
    private final StoreReader stores;
    private final ReadAnswers answers;
    private final Supplier<Aggregates> aggregates;

    /** @param aggregates that are declared now */
    GroupReads(StoreReader stores, ReadAnswers answers, Supplier<Aggregates> aggregates) {
        this.stores = stores;
        this.answers = answers;
        this.aggregates = aggregates;
    }

    /**
     * @param group as the entity whose events its aggregates are
     * @param sequence of one of its aggregates, whose events are meant; all without it
     * @param limit items of the page
     * @param after the page's events come after this one; that of the last item of the page before
     * @throws ProblemException 404 if no aggregate of that name is declared
     */
    Answer events(
            EntityKey group,
            OptionalLong sequence,
            int limit,
            Optional<EventOrder> after,
            int partition,
            ReadWish wish) {
        Instant began = answers.now();
        String owner = Owner.of(group, formula(group.kind())).text();
        Bytes start = after.map(order -> HistoryKey.of(owner, order)).orElseGet(() -> HistoryKey.first(owner));
        long last = sequence.orElse(Long.MAX_VALUE);
        StoreRead<List<KeyValue<Bytes, Membership>>> read = stores.read(
                StoreNames.AGGREGATE_EVENTS,
                partition,
                RangeQuery.<Bytes, Membership>withRange(start, HistoryKey.last(owner)),
                wish,
                Feed.JOURNAL::holds,
                (KeyValueIterator<Bytes, Membership> hits) ->
                        HistoryReads.take(hits, start, limit + 1, member -> member.sequence() <= last));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        List<KeyValue<Bytes, Membership>> found = read.value();
        found.stream().limit(limit).forEach(hit -> items.add(item(hit.value)));
        boolean more = found.size() > limit;
        body.put("next", more ? HistoryReads.cursor(owner, found.get(limit - 1).key) : null);
        return answers.ok(body, answers.receipt(read), began);
    }

    /** The group in the version of its aggregate that is read under the aggregate's name. */
    EntityKey live(EntityKey group) {
        return new EntityKey(aggregates.get().live(group.kind()), group.appId(), group.name());
    }

    private String formula(String aggregate) {
        return aggregates
                .get()
                .find(aggregate)
                .map(Aggregate::formula)
                .orElseThrow(() -> new ProblemException(new Problem(
                        404, "unknown-kind", "Not an aggregate", "no aggregate " + aggregate + " is declared")));
    }

    private static ObjectNode item(Membership member) {
        Noted noted = member.noted();
        JournalEntry entry = noted.entry();
        Place place = new Place(
                new LogPosition(entry.getTopic(), entry.getPartition(), entry.getOffset()),
                entry.getLogTime().toEpochMilli());
        EntityKey entity = new EntityKey(entry.getObjectKind(), entry.getAppId(), entry.getName());
        return HistoryReads.item(
                        noted.order(),
                        entry.getKind(),
                        noted.action(),
                        entry.getUserId(),
                        entry.getExecutionId(),
                        place)
                .put("entity", entity.text())
                .put("appId", entity.appId())
                .put("name", entity.name())
                .put("sequence", member.sequence());
    }
}
