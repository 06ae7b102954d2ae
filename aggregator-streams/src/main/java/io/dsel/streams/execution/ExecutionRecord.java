package io.dsel.streams.execution;

import io.dsel.event.EventOrder;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is kept of an execution between its events.
 *
 * @param state of the fold
 * @param timestamp of its last aggregate, milliseconds since 1970 UTC
 */
public record ExecutionRecord(ExecutionState state, long timestamp) {
    private static final int FORMAT = 2;
    private static final int USUAL_BYTES = 512;

    public static Serde<ExecutionRecord> serde() {
        return Serdes.serdeFrom(
                (topic, record) -> record == null ? null : record.bytes(),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    /** To go on from here. */
    public ExecutionFold fold() {
        return new ExecutionFold(state);
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES).number(timestamp);
        write(out, state.first());
        out.text(state.triggeredBy());
        write(out, state.last());
        out.number(state.counts().size());
        state.counts().forEach((kind, count) -> out.text(kind).number(count));
        out.optionalText(state.phase() == null ? null : state.phase().name());
        if (state.phase() != null) {
            write(out.text(state.phase().status().name()), state.phaseBy());
        }
        out.number(state.errors()).number(state.warnings());
        out.optionalText(state.artifactName());
        if (state.artifact() != null) {
            write(out, state.artifact());
        }
        out.number(state.configs().size());
        for (Map.Entry<String, Mention> config : state.configs().entrySet()) {
            write(out.text(config.getKey()), config.getValue());
        }
        write(out, state.deployments());
        write(out, state.approvedBy());
        return out.bytes();
    }

    private static ExecutionRecord read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        long timestamp = in.number();
        EventOrder first = readOrder(in);
        String triggeredBy = in.text();
        EventOrder last = readOrder(in);
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            counts.put(in.text(), in.number());
        }
        String phaseName = in.optionalText();
        Phase phase = phaseName == null ? null : new Phase(phaseName, PhaseStatus.valueOf(in.text()));
        EventOrder phaseBy = phase == null ? null : readOrder(in);
        long errors = in.number();
        long warnings = in.number();
        String artifactName = in.optionalText();
        Mention artifact = artifactName == null ? null : readMention(in);
        SortedMap<String, Mention> configs = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            configs.put(in.text(), readMention(in));
        }
        ExecutionState state = new ExecutionState(
                first,
                triggeredBy,
                last,
                counts,
                phase,
                phaseBy,
                errors,
                warnings,
                artifactName,
                artifact,
                configs,
                readNames(in),
                readNames(in));
        return new ExecutionRecord(state, timestamp);
    }

    private static void write(ValueWriter out, EventOrder order) {
        out.number(order.timestamp()).text(order.eventId());
    }

    private static EventOrder readOrder(ValueReader in) {
        return new EventOrder(in.number(), in.text());
    }

    private static void write(ValueWriter out, Mention mention) {
        write(out.optionalText(mention.version()), mention.by());
    }

    private static Mention readMention(ValueReader in) {
        return new Mention(in.optionalText(), readOrder(in));
    }

    private static void write(ValueWriter out, Collection<String> names) {
        out.number(names.size());
        names.forEach(out::text);
    }

    private static SortedSet<String> readNames(ValueReader in) {
        SortedSet<String> names = new TreeSet<>();
        for (int left = in.count(); left > 0; left--) {
            names.add(in.text());
        }
        return names;
    }
}
