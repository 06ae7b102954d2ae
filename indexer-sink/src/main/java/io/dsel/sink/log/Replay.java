package io.dsel.sink.log;

import io.dsel.client.ReplayTarget;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/** Lag and replay of the group, which may have members in other processes. */
public final class Replay implements AutoCloseable {
    private final Sink sink;
    private final Admin admin;
    private final GroupOffsets group;

    public Replay(SinkSettings settings, Sink sink) {
        this.sink = sink;
        this.admin = KafkaClients.admin(settings.bootstrapServers());
        this.group = new GroupOffsets(admin, settings.group(), settings.topics());
    }

    /** A replay was asked for while somebody reads. */
    public static final class GroupNotEmptyException extends RuntimeException {
        GroupNotEmptyException(String group, List<String> members) {
            super("group " + group + " has members, which would commit over the replay: " + members
                    + "; pause each (POST /v1/replay/pause)");
        }
    }

    public Lag lag() {
        return Lag.of(group, sink.state());
    }

    /** What {@link #apply} would do now. */
    public ReplayPlan plan(ReplayTarget target) {
        return ReplayPlan.of(group, target);
    }

    /** @throws GroupNotEmptyException if this sink or another member of the group is not paused */
    public ReplayPlan apply(ReplayTarget target) {
        List<String> members = group.members();
        if (!members.isEmpty()) {
            throw new GroupNotEmptyException(group.group(), members);
        }
        ReplayPlan plan = plan(target);
        group.commit(plan.offsets());
        return plan;
    }

    @Override
    public void close() {
        admin.close();
    }
}
