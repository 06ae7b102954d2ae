package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.verify.ReferenceFact.Shown;
import io.dsel.verify.ReferenceFact.Told;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The facts of objects that are referred to, in a file. An instance is for one sort: it keeps names, which are few. */
final class ReferenceForm implements Form<ReferenceFact> {
    private static final int OBJECTS = 400;

    private final Map<String, String> names = new HashMap<>();

    @Override
    public void write(ReferenceFact fact, DataOutput out) throws IOException {
        out.writeUTF(fact.object());
        out.writeUTF(fact.aggregate());
        out.writeLong(fact.order().timestamp());
        out.writeUTF(fact.order().eventId());
        out.writeBoolean(fact instanceof Told);
        switch (fact) {
            case Told told -> {
                out.writeUTF(told.group());
                out.writeUTF(told.reference());
                Texts.write(told.item(), out);
            }
            case Shown shown -> {
                out.writeLong(shown.bodyHash());
                out.writeBoolean(shown.late());
                out.writeUTF(shown.position().topic());
                out.writeInt(shown.position().partition());
                out.writeLong(shown.position().offset());
                out.writeInt(shown.contents().size());
                for (Map.Entry<String, Long> content : shown.contents().entrySet()) {
                    out.writeUTF(content.getKey());
                    out.writeLong(content.getValue());
                }
            }
        }
    }

    @Override
    public ReferenceFact read(DataInput in) throws IOException {
        String object = in.readUTF();
        String aggregate = few(in.readUTF());
        EventOrder order = new EventOrder(in.readLong(), in.readUTF());
        if (in.readBoolean()) {
            return new Told(object, aggregate, order, in.readUTF(), few(in.readUTF()), Texts.read(in));
        }
        long bodyHash = in.readLong();
        boolean late = in.readBoolean();
        LogPosition position = new LogPosition(few(in.readUTF()), in.readInt(), in.readLong());
        Map<String, Long> contents = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            contents.put(few(in.readUTF()), in.readLong());
        }
        return new Shown(object, aggregate, order, bodyHash, late, position, contents);
    }

    @Override
    public int heapBytes(ReferenceFact fact) {
        int more =
                fact instanceof Told told ? told.group().length() + told.item().length() : 0;
        return OBJECTS + fact.object().length() + fact.order().eventId().length() + more;
    }

    private String few(String name) {
        return names.computeIfAbsent(name, its -> its);
    }
}
