package io.dsel.sink.log;

import io.dsel.client.ReplayTarget;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Lag and replay of the group that fills the live generation; it may have members in other processes. */
public final class Replay {
    private final Groups groups;
    private final IntSupplier live;
    private final Supplier<SinkState> state;

    /**
     * @param live the generation that is read now
     * @param state of this instance's part in it
     */
    public Replay(Groups groups, IntSupplier live, Supplier<SinkState> state) {
        this.groups = groups;
        this.live = live;
        this.state = state;
    }

    /** A replay was asked for while somebody reads. */
    public static final class GroupNotEmptyException extends RuntimeException {
        GroupNotEmptyException(String group, List<String> members) {
            super("group " + group + " has members, which would commit over the replay: " + members
                    + "; pause each (POST /v1/replay/pause)");
        }
    }

    public Lag lag() {
        return groups.lag(live.getAsInt(), state.get());
    }

    /** What {@link #apply} would do now. */
    public ReplayPlan plan(ReplayTarget target) {
        return ReplayPlan.of(group(), target);
    }

    /** @throws GroupNotEmptyException if this sink or another member of the group is not paused */
    public ReplayPlan apply(ReplayTarget target) {
        GroupOffsets group = group();
        List<String> members = group.members();
        if (!members.isEmpty()) {
            throw new GroupNotEmptyException(group.group(), members);
        }
        ReplayPlan plan = ReplayPlan.of(group, target);
        group.commit(plan.offsets());
        return plan;
    }

    private GroupOffsets group() {
        return groups.of(live.getAsInt());
    }
}
