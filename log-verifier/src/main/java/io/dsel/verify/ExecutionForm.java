package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.verify.Contribution.Named;
import io.dsel.verify.ExecutionFact.Aggregated;
import io.dsel.verify.ExecutionFact.Part;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The facts of executions in a file. An instance is for one sort: it keeps the names of kinds and topics, which are few. */
final class ExecutionForm implements Form<ExecutionFact> {
    private static final int OBJECTS = 500;
    private static final int PER_NAME = 120;

    private final Map<String, String> fewNames = new HashMap<>();

    @Override
    public void write(ExecutionFact fact, DataOutput out) throws IOException {
        out.writeUTF(fact.execution());
        out.writeLong(fact.order().timestamp());
        out.writeUTF(fact.order().eventId());
        out.writeLong(fact.bodyHash());
        out.writeBoolean(fact instanceof Aggregated);
        switch (fact) {
            case Aggregated(var execution, var order, var hash, long sum, LogPosition position) -> {
                out.writeLong(sum);
                out.writeUTF(position.topic());
                out.writeInt(position.partition());
                out.writeLong(position.offset());
            }
            case Part(var execution, var order, var hash, boolean late, Contribution contribution) -> {
                out.writeBoolean(late);
                write(contribution, out);
            }
        }
    }

    @Override
    public ExecutionFact read(DataInput in) throws IOException {
        String execution = in.readUTF();
        EventOrder order = new EventOrder(in.readLong(), in.readUTF());
        long bodyHash = in.readLong();
        return in.readBoolean()
                ? new Aggregated(
                        execution,
                        order,
                        bodyHash,
                        in.readLong(),
                        new LogPosition(few(in.readUTF()), in.readInt(), in.readLong()))
                : new Part(execution, order, bodyHash, in.readBoolean(), readContribution(in));
    }

    @Override
    public int heapBytes(ExecutionFact fact) {
        int names = fact instanceof Part part
                ? part.contribution().configs().size()
                        + part.contribution().approvedBy().size()
                : 0;
        return OBJECTS + fact.execution().length() + PER_NAME * names;
    }

    private static void write(Contribution contribution, DataOutput out) throws IOException {
        out.writeUTF(contribution.kind());
        out.writeUTF(contribution.objectKind());
        out.writeUTF(contribution.appId());
        out.writeUTF(contribution.name());
        out.writeUTF(contribution.userId());
        out.writeBoolean(contribution.phase() != null);
        if (contribution.phase() != null) {
            out.writeUTF(contribution.phase());
            out.writeByte(contribution.status().ordinal());
        }
        out.writeInt(contribution.errors());
        out.writeInt(contribution.warnings());
        out.writeBoolean(contribution.artifact() != null);
        if (contribution.artifact() != null) {
            write(contribution.artifact(), out);
        }
        out.writeInt(contribution.configs().size());
        for (Named config : contribution.configs()) {
            write(config, out);
        }
        out.writeInt(contribution.approvedBy().size());
        for (String name : contribution.approvedBy()) {
            Texts.write(name, out);
        }
    }

    private Contribution readContribution(DataInput in) throws IOException {
        String kind = few(in.readUTF());
        String objectKind = few(in.readUTF());
        String appId = in.readUTF();
        String name = in.readUTF();
        String userId = in.readUTF();
        boolean phased = in.readBoolean();
        String phase = phased ? few(in.readUTF()) : null;
        PhaseStatus status = phased ? PhaseStatus.values()[in.readByte()] : null;
        int errors = in.readInt();
        int warnings = in.readInt();
        Named artifact = in.readBoolean() ? readNamed(in) : null;
        List<Named> configs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            configs.add(readNamed(in));
        }
        List<String> approvedBy = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            approvedBy.add(Texts.read(in));
        }
        return new Contribution(
                kind, objectKind, appId, name, userId, phase, status, errors, warnings, artifact, configs, approvedBy);
    }

    private static void write(Named named, DataOutput out) throws IOException {
        Texts.write(named.name(), out);
        out.writeBoolean(named.version() != null);
        if (named.version() != null) {
            Texts.write(named.version(), out);
        }
    }

    private static Named readNamed(DataInput in) throws IOException {
        String name = Texts.read(in);
        return new Named(name, in.readBoolean() ? Texts.read(in) : null);
    }

    private String few(String name) {
        return fewNames.computeIfAbsent(name, its -> its);
    }
}
