package io.dsel.streams.aggregate;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Fold;
import io.dsel.aggregate.Measure;
import io.dsel.aggregate.Member;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds up what a manifest's measures say. */
public final class DeclaredFold implements Fold {
    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 256;

    /** Of all texts that a group keeps, so that its state and its aggregates fit into a record of the log. */
    private static final int MOST_BYTES = 400_000;

    private final List<Part> parts = new ArrayList<>();
    private final boolean followsPhase;
    private long total;
    private EventOrder first;
    private EventOrder last;
    private EventOrder phaseBy;
    private String phase;

    private static final class Part {
        private final Measure measure;
        private final Tally tally;
        private long missing;

        Part(Measure measure, int mostBytes) {
            this.measure = measure;
            tally = Tally.of(measure, mostBytes);
        }
    }

    /** Of no event. */
    public DeclaredFold(AggregateManifest manifest) {
        int mostBytes = MOST_BYTES / Math.max(1, manifest.measures().size());
        manifest.measures().forEach(measure -> parts.add(new Part(measure, mostBytes)));
        followsPhase = manifest.emission().on() == Emission.On.PHASE;
    }

    /** @param state that a fold of the same measures gave */
    public DeclaredFold(AggregateManifest manifest, byte[] state) {
        this(manifest);
        ValueReader in = new ValueReader(FORMAT, state);
        total = in.number();
        if (total == 0) {
            return;
        }
        first = Orders.read(in);
        last = Orders.read(in);
        phase = in.optionalText();
        phaseBy = phase == null ? null : Orders.read(in);
        for (Part part : parts) {
            part.missing = in.number();
            part.tally.readState(in);
        }
    }

    @Override
    public void add(Member member) {
        EventOrder order = member.order();
        total++;
        first = first == null || order.compareTo(first) < 0 ? order : first;
        last = last == null || order.compareTo(last) > 0 ? order : last;
        if (followsPhase && member.phase().isPresent() && (phaseBy == null || order.compareTo(phaseBy) > 0)) {
            phase = member.phase().get() + " " + member.phaseStatus().orElse("");
            phaseBy = order;
        }
        for (Part part : parts) {
            if (!part.tally.add(order, member.inputs().path(part.measure.name()))) {
                part.missing++;
            }
        }
    }

    /** What is told by the least or the greatest event is not known any more once that one goes. */
    @Override
    public boolean remove(Member member) {
        EventOrder order = member.order();
        if (order.equals(first) || order.equals(last) || order.equals(phaseBy)) {
            return false;
        }
        total--;
        for (Part part : parts) {
            switch (part.tally.remove(order, member.inputs().path(part.measure.name()))) {
                case DONE -> {}
                case NO_VALUE -> part.missing--;
                case UNKNOWN -> {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public byte[] state() {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES).number(total);
        if (total > 0) {
            Orders.write(out, first);
            Orders.write(out, last);
            out.optionalText(phase);
            if (phase != null) {
                Orders.write(out, phaseBy);
            }
            parts.forEach(part -> part.tally.writeState(out.number(part.missing)));
        }
        return out.bytes();
    }

    @Override
    public void writeTo(ObjectNode spec) {
        ObjectNode stream = spec.withObjectProperty("eventStream"); // the group's sequence may be there
        stream.set("totalEvents", Decimals.toJson(total));
        if (total > 0) {
            stream.put("firstEventId", first.eventId()).put("lastEventId", last.eventId());
        }
        ObjectNode measures = spec.putObject("measures");
        ArrayNode truncated = spec.putArray("truncated");
        ObjectNode missing = spec.putObject("missing");
        for (Part part : parts) {
            String name = part.measure.name();
            measures.set(name, part.tally.result());
            if (part.tally.isTruncated()) {
                truncated.add(name);
            }
            if (part.missing > 0) {
                missing.set(name, Decimals.toJson(part.missing));
            }
        }
    }

    @Override
    public Optional<String> phase() {
        return Optional.ofNullable(phase);
    }
}
