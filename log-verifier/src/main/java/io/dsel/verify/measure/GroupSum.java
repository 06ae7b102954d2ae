package io.dsel.verify.measure;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Measure;
import io.dsel.aggregate.Period;
import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an aggregate must say of a group. Is given the group's events in their order, each once. */
public final class GroupSum {
    /** Of the texts that all measures of a group keep, in UTF-8; each may have an equal share. */
    private static final long MOST_BYTES = 400_000;

    private final AggregateManifest manifest;
    private final List<MeasureSum> sums = new ArrayList<>();
    private final long[] missing;
    private EventOrder first;
    private EventOrder last;
    private long events;

    public GroupSum(AggregateManifest manifest) {
        this.manifest = manifest;
        int measures = manifest.measures().size();
        missing = new long[measures];
        for (Measure measure : manifest.measures()) {
            sums.add(MeasureSum.of(measure, MOST_BYTES / measures));
        }
    }

    /** @param inputs what the measures take of the event, by their names */
    public void add(EventOrder order, JsonNode inputs) {
        first = events++ == 0 ? order : first;
        last = order;
        for (int i = 0; i < missing.length; i++) {
            String name = manifest.measures().get(i).name();
            missing[i] += sums.get(i).add(inputs.path(name)) ? 0 : 1;
        }
    }

    public long events() {
        return events;
    }

    /**
     * The sections of the aggregate's spec that follow from the group's events.
     *
     * @param group the entity whose events the group's aggregates are
     * @param within an instant of the group's period, if it has one
     */
    public ObjectNode expected(EntityKey group, Instant within) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        addGroup(spec.putObject("group"), group, within);
        ObjectNode stream = spec.putObject("eventStream").put("totalEvents", events);
        if (events > 0) {
            stream.put("firstEventId", first.eventId()).put("lastEventId", last.eventId());
        }
        ObjectNode measures = spec.putObject("measures");
        ArrayNode truncated = spec.putArray("truncated");
        ObjectNode lacking = spec.putObject("missing");
        for (int i = 0; i < missing.length; i++) {
            String name = manifest.measures().get(i).name();
            JsonNode told = sums.get(i).told();
            if (!told.isNull()) {
                measures.set(name, told);
            }
            if (sums.get(i).isTruncated()) {
                truncated.add(name);
            }
            if (missing[i] > 0) {
                lacking.put(name, missing[i]);
            }
        }
        return spec;
    }

    private void addGroup(ObjectNode to, EntityKey group, Instant within) {
        to.put("app", group.appId());
        Optional<Period> period = manifest.period();
        if (period.isEmpty()) {
            to.put("key", group.name());
            return;
        }
        String suffix = "@" + period.get().name(within);
        to.put("key", group.name().substring(0, group.name().length() - suffix.length()));
        to.putObject("period")
                .put("start", EventJson.time(period.get().start(within)))
                .put("end", EventJson.time(period.get().end(within)));
    }
}
