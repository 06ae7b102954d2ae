package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Change;
import io.dsel.verify.GroupFact.End;
import io.dsel.verify.GroupFact.Part;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The facts of groups in a file. An instance is for one sort: it keeps the names of topics, which are few. */
final class GroupForm implements Form<GroupFact> {
    private static final int OBJECTS = 260;
    private static final byte AGGREGATED = 0;
    private static final byte PART = 1;
    private static final byte CHANGE = 2;
    private static final byte END = 3;

    private final Map<String, String> topics = new HashMap<>();

    @Override
    public void write(GroupFact fact, DataOutput out) throws IOException {
        out.writeUTF(fact.group());
        out.writeLong(fact.order().timestamp());
        out.writeUTF(fact.order().eventId());
        out.writeLong(fact.bodyHash());
        switch (fact) {
            case Aggregated aggregated -> {
                out.writeByte(AGGREGATED);
                out.writeLong(aggregated.sequence());
                out.writeLong(aggregated.content());
                Texts.write(aggregated.references(), out);
                Texts.write(aggregated.enrichment(), out);
                out.writeUTF(aggregated.position().topic());
                out.writeInt(aggregated.position().partition());
                out.writeLong(aggregated.position().offset());
            }
            case Part part -> {
                out.writeByte(PART);
                out.writeBoolean(part.late());
                out.writeBoolean(part.left());
                Texts.write(part.inputs(), out);
                Texts.write(part.references(), out);
                Texts.write(part.enrichments(), out);
            }
            case End end -> {
                out.writeByte(END);
                out.writeLong(end.sequence());
                out.writeBoolean(end.beyond());
            }
            case Change change -> {
                out.writeByte(CHANGE);
                out.writeLong(change.sequence());
                out.writeInt(change.partition());
                out.writeBoolean(change.beyond());
            }
        }
    }

    @Override
    public GroupFact read(DataInput in) throws IOException {
        String group = in.readUTF();
        EventOrder order = new EventOrder(in.readLong(), in.readUTF());
        long hash = in.readLong();
        return switch (in.readByte()) {
            case AGGREGATED ->
                new Aggregated(
                        group, order, hash, in.readLong(), in.readLong(), Texts.read(in), Texts.read(in), position(in));
            case PART ->
                new Part(
                        group,
                        order,
                        hash,
                        in.readBoolean(),
                        in.readBoolean(),
                        Texts.read(in),
                        Texts.read(in),
                        Texts.read(in));
            case END -> new End(group, order, in.readLong(), in.readBoolean());
            case CHANGE -> new Change(group, order, hash, in.readLong(), in.readInt(), in.readBoolean());
            default -> throw new IOException("not a fact of a group");
        };
    }

    @Override
    public int heapBytes(GroupFact fact) {
        int texts =
                switch (fact) {
                    case Part part ->
                        part.inputs().length()
                                + part.references().length()
                                + part.enrichments().length();
                    case Aggregated aggregated ->
                        aggregated.references().length()
                                + aggregated.enrichment().length();
                    case Change change -> 0;
                    case End end -> 0;
                };
        return OBJECTS + fact.group().length() + fact.order().eventId().length() + texts;
    }

    private LogPosition position(DataInput in) throws IOException {
        return new LogPosition(topics.computeIfAbsent(in.readUTF(), name -> name), in.readInt(), in.readLong());
    }
}
