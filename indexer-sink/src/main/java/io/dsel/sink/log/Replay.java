package io.dsel.sink.log;

import io.dsel.client.ReplayTarget;
import java.util.List;
import java.util.function.IntFunction;

/** Lag and replay of the groups that fill generations; they may have members in other processes. */
public final class Replay {
    private final Groups groups;
    private final IntFunction<SinkState> state;

    /** @param state of this instance's part in a generation */
    public Replay(Groups groups, IntFunction<SinkState> state) {
        this.groups = groups;
        this.state = state;
    }

    /** A replay was asked for while somebody reads. */
    public static final class GroupNotEmptyException extends RuntimeException {
        GroupNotEmptyException(String group, List<String> members) {
            super("group " + group + " has members, which would commit over the replay: " + members
                    + "; pause each (POST /v1/replay/pause)");
        }
    }

    public Lag lag(int generation) {
        return groups.lag(generation, state.apply(generation));
    }

    /** What {@link #apply} would do now. */
    public ReplayPlan plan(int generation, ReplayTarget target) {
        return ReplayPlan.of(groups.of(generation), generation, target);
    }

    /** @throws GroupNotEmptyException if this sink or another member of the group is not paused */
    public ReplayPlan apply(int generation, ReplayTarget target) {
        GroupOffsets group = groups.of(generation);
        List<String> members = group.members();
        if (!members.isEmpty()) {
            throw new GroupNotEmptyException(group.group(), members);
        }
        ReplayPlan plan = ReplayPlan.of(group, generation, target);
        group.commit(plan.offsets());
        return plan;
    }
}
