package io.dsel.streams.execution;

import io.dsel.event.EventOrder;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.streams.aggregate.Orders;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is kept of an execution between its events, as bytes. */
final class ExecutionBytes {
    private static final int FORMAT = 3;
    private static final int USUAL_BYTES = 512;

    private ExecutionBytes() {}

    /** @param state of an event at least */
    static byte[] write(ExecutionState state) {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES);
        Orders.write(out, state.first());
        out.text(state.triggeredBy());
        Orders.write(out, state.last());
        out.number(state.counts().size());
        state.counts().forEach((kind, count) -> out.text(kind).number(count));
        out.optionalText(state.phase() == null ? null : state.phase().name());
        if (state.phase() != null) {
            Orders.write(out.text(state.phase().status().name()), state.phaseBy());
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

    static ExecutionState read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        EventOrder first = Orders.read(in);
        String triggeredBy = in.text();
        EventOrder last = Orders.read(in);
        SortedMap<String, Long> counts = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            counts.put(in.text(), in.number());
        }
        String phaseName = in.optionalText();
        Phase phase = phaseName == null ? null : new Phase(phaseName, PhaseStatus.valueOf(in.text()));
        EventOrder phaseBy = phase == null ? null : Orders.read(in);
        long errors = in.number();
        long warnings = in.number();
        String artifactName = in.optionalText();
        Mention artifact = artifactName == null ? null : readMention(in);
        SortedMap<String, Mention> configs = new TreeMap<>();
        for (int left = in.count(); left > 0; left--) {
            configs.put(in.text(), readMention(in));
        }
        return new ExecutionState(
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
    }

    private static void write(ValueWriter out, Mention mention) {
        Orders.write(out.optionalText(mention.version()), mention.by());
    }

    private static Mention readMention(ValueReader in) {
        return new Mention(in.optionalText(), Orders.read(in));
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
