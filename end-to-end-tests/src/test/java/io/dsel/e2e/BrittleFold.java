package io.dsel.e2e;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import io.dsel.aggregate.Member;
import io.dsel.event.Event;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import java.nio.ByteBuffer;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Counts events, and fails at those that say so, until its jar has a resource {@link #MENDED}. */
public final class BrittleFold implements FoldProvider {
    static final String MENDED = "mended";

    /** The class beside this one. */
    static final Class<?> PARTS = Counted.class;

    @Override
    public String name() {
        return "brittle";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public ObjectNode inputs(Event event, Optional<Action.Step> step) {
        return Json.MAPPER
                .createObjectNode()
                .put("error", event.spec().path("error").asString(""));
    }

    @Override
    public Fold empty() {
        return new Counted(0);
    }

    @Override
    public Fold read(byte[] state) {
        return new Counted(ByteBuffer.wrap(state).getInt());
    }

    static final class Counted implements Fold {
        private int events;

        Counted(int events) {
            this.events = events;
        }

        @Override
        public void add(Member member) {
            boolean mended = BrittleFold.class.getResource("/" + MENDED) != null;
            if (!mended && member.inputs().path("error").asString("").equals("break")) {
                throw new IllegalStateException("it breaks");
            }
            events++;
        }

        @Override
        public byte[] state() {
            return ByteBuffer.allocate(Integer.BYTES).putInt(events).array();
        }

        @Override
        public void writeTo(ObjectNode spec) {
            spec.put("counted", events);
        }
    }
}
