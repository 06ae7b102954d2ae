package io.dsel.streams.topology;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import io.dsel.aggregate.Member;
import io.dsel.event.Event;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A fold of somebody's that fails at objects that are called so: {@code fails-inputs}, {@code fails-add} and so on. */
public final class FragileFold implements FoldProvider {
    @Override
    public String name() {
        return "fragile";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public ObjectNode inputs(Event event, Optional<Action.Step> step) {
        failIf("inputs", event.meta().name());
        return event.meta().name().equals("fails-null")
                ? null
                : Json.MAPPER.createObjectNode().put("name", event.meta().name());
    }

    @Override
    public Fold empty() {
        return new OfGroup("");
    }

    @Override
    public Fold read(byte[] state) {
        return new OfGroup(new String(state, StandardCharsets.UTF_8));
    }

    private static void failIf(String what, String name) {
        if (name.equals("fails-" + what)) {
            throw new IllegalStateException("fails by " + what);
        }
    }

    private static final class OfGroup implements Fold {
        private String name;

        OfGroup(String name) {
            this.name = name;
        }

        @Override
        public void add(Member member) {
            name = member.name();
            failIf("add", name);
            if (name.equals("fails-link")) {
                throw new NoClassDefFoundError("com/example/Absent");
            }
        }

        @Override
        public byte[] state() {
            failIf("state", name);
            return name.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void writeTo(ObjectNode spec) {
            failIf("tell", name);
            spec.put("name", name);
        }

        @Override
        public Optional<String> phase() {
            failIf("phase", name);
            return Optional.of(name);
        }
    }
}
