package io.dsel.verify;

import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * A group in which two kinds of aggregates did not agree when they were looked at, so that it is looked at again.
 *
 * @param live id of the aggregate that the live kind had then; empty if none, or if it was not looked at
 * @param other the same of the other kind
 */
record Suspect(String group, String live, String other) {
    static final Comparator<Suspect> BY_GROUP = Comparator.comparing(Suspect::group);

    static Suspect of(GroupPair pair) {
        return new Suspect(pair.group(), pair.liveId(), pair.otherId());
    }

    /** Whether neither kind has told of the group since. */
    boolean rests(GroupPair now) {
        return live.equals(now.liveId()) && other.equals(now.otherId());
    }

    static Form<Suspect> form() {
        return new Filed();
    }

    private static final class Filed implements Form<Suspect> {
        private static final int OBJECTS = 200;

        @Override
        public void write(Suspect suspect, DataOutput out) throws IOException {
            out.writeUTF(suspect.group);
            out.writeUTF(suspect.live);
            out.writeUTF(suspect.other);
        }

        @Override
        public Suspect read(DataInput in) throws IOException {
            return new Suspect(in.readUTF(), in.readUTF(), in.readUTF());
        }

        @Override
        public int heapBytes(Suspect suspect) {
            return OBJECTS + suspect.group.length() + suspect.live.length() + suspect.other.length();
        }
    }
}
