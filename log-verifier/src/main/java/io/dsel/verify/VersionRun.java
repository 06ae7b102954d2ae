package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.topic.Topics;
import io.dsel.verify.sort.ExternalSort;
import io.dsel.verify.sort.Sorted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One run of a {@link VersionComparison}, with everything open. */
final class VersionRun {
    /** How often groups that do not agree are looked at again. */
    private static final int LOOKS = 3;

    private static final int BATCH = 200;

    private static final Comparator<Sighting> SAME_GROUP = Comparator.comparing(VersionRun::group);

    private final VersionComparison.Settings settings;
    private final Listener listener;
    private final WorkFolder folder;
    private final Log log;
    private final Service streams;
    private final Versions versions;
    private final VersionCount count;
    private boolean calm;

    /** What the streams have taken in, when groups are looked at again. */
    private LogEnds bounds;

    VersionRun(
            VersionComparison.Settings settings,
            Listener listener,
            WorkFolder folder,
            Log log,
            Service streams,
            Versions versions) {
        this.settings = settings;
        this.listener = listener;
        this.folder = folder;
        this.log = log;
        this.streams = streams;
        this.versions = versions;
        this.count = new VersionCount(settings.mostExamples());
    }

    VersionReport compare(String live, String other) {
        Aggregates declared = log.declared().aggregates();
        List<Aggregate> both = Stream.of(live, other)
                .flatMap(kind -> declared.find(kind).stream())
                .toList();
        calm = both.stream().anyMatch(Recomputed::isCalm);
        boolean referring =
                both.stream().anyMatch(its -> !its.manifest().references().isEmpty());
        ExternalSort<Suspect> suspects = sorting(0);
        try {
            listener.start("comparing " + live + " with " + other, "groups", 0);
            lookAtAll(live, other, suspects);
            for (int look = 1; look <= LOOKS && suspects.items() > 0; look++) {
                if (calm || referring) {
                    awaitAll();
                } else {
                    awaitNoted(live, other);
                }
                listener.start("looking again at groups that differ", "groups", suspects.items());
                suspects = lookAgain(suspects, look);
            }
            return count.report();
        } finally {
            suspects.close();
        }
    }

    private void lookAtAll(String live, String other, ExternalSort<Suspect> suspects) {
        StoreTier store =
                new StoreTier(streams, log.clusterId(), ends(live, other), new Scope(Set.of(), Optional.empty()));
        Found found = new Found(suspects);
        new Join<>(SAME_GROUP, found).run(store.heads(List.of(live)), store.heads(List.of(other)));
        found.lookAtBatch();
    }

    /** What the heads of both kinds are found to have; groups that both have are looked at, many together. */
    private final class Found implements Join.Visitor<Sighting> {
        private final ExternalSort<Suspect> suspects;
        private final List<String> batch = new ArrayList<>();

        Found(ExternalSort<Suspect> suspects) {
            this.suspects = suspects;
        }

        @Override
        public void both(Sighting live, Sighting other) {
            batch.add(group(live));
            if (batch.size() == BATCH) {
                lookAtBatch();
            }
        }

        @Override
        public void missing(Sighting live) {
            suspects.add(new Suspect(group(live), live.order().eventId(), ""));
        }

        @Override
        public void extra(Sighting other) {
            suspects.add(new Suspect(group(other), "", other.order().eventId()));
        }

        void lookAtBatch() {
            for (GroupPair pair : versions.look(batch)) {
                if (pair.agree()) {
                    count.equal();
                } else {
                    suspects.add(Suspect.of(pair));
                }
                listener.at(count.done());
            }
            batch.clear();
        }
    }

    /** Closes what it takes the groups from. @return those that are still to be looked at */
    private ExternalSort<Suspect> lookAgain(ExternalSort<Suspect> before, int look) {
        ExternalSort<Suspect> after = sorting(look);
        try (before;
                Sorted<Suspect> groups = before.sorted()) {
            long done = 0;
            while (groups.hasNext()) {
                List<Suspect> some = next(groups);
                List<GroupPair> pairs =
                        versions.look(some.stream().map(Suspect::group).toList());
                for (int i = 0; i < some.size(); i++) {
                    if (!decide(some.get(i), pairs.get(i), look)) {
                        after.add(Suspect.of(pairs.get(i)));
                    }
                }
                done += some.size();
                listener.at(done);
            }
            return after;
        } catch (RuntimeException e) {
            after.close();
            throw e;
        }
    }

    /** Whether it is known how the group stands. */
    private boolean decide(Suspect suspect, GroupPair now, int look) {
        if (now.agree()) {
            count.equal();
        } else if (suspect.rests(now) || now.isOfTheSame()) {
            tell(now);
        } else if (look < LOOKS) {
            return false;
        } else if (now.isWhole()) {
            count.moving(now);
        } else {
            tell(now);
        }
        return true;
    }

    private void tell(GroupPair pair) {
        GroupMembers members = calm ? versions.members(pair, bounds) : GroupMembers.SAME;
        if (members == GroupMembers.OTHER_MOMENTS) {
            count.moving(pair);
        } else if (!pair.isWhole()) {
            count.alone(pair);
        } else if (members == GroupMembers.OTHERS) {
            count.ofOthers(pair);
        } else {
            count.differing(pair);
        }
    }

    private static List<Suspect> next(Iterator<Suspect> groups) {
        List<Suspect> some = new ArrayList<>();
        while (some.size() < BATCH && groups.hasNext()) {
            some.add(groups.next());
        }
        return some;
    }

    /**
     * An event is noted for both kinds in one transaction. So once all that was noted is folded, each shows what the other
     * showed before, however far the streams are behind the events.
     */
    private void awaitNoted(String live, String other) {
        Follower follower = follower();
        follower.await(Journals.ofGroups(log).ends());
        follower.await(ends(live, other).ends());
    }

    /** Events are noted in journals, aggregates are made of these, and both are put into the stores. */
    private void awaitAll() {
        Follower follower = follower();
        bounds = log.ends(Topics.EVENTS.asMatchPredicate()).and(log.ends(Topics.AGGREGATES.asMatchPredicate()));
        follower.await(bounds.ends());
        Journals.await(log, follower);
        follower.await(log.ends(Topics.AGGREGATES.asMatchPredicate()).ends());
    }

    private Follower follower() {
        return new Follower("streams", streams, settings.patience(), listener);
    }

    private LogEnds ends(String live, String other) {
        return log.ends((Topics.AGGREGATES_PREFIX + live)::equals)
                .and(log.ends((Topics.AGGREGATES_PREFIX + other)::equals));
    }

    private ExternalSort<Suspect> sorting(int look) {
        return new ExternalSort<>(
                folder.path(), "suspects-" + look, Suspect.form(), Suspect.BY_GROUP, settings.memoryBytes() / 2);
    }

    /** The part of an aggregate's entity that is the same in all versions. */
    private static String group(Sighting head) {
        return head.entity().substring(head.entity().indexOf('/') + 1);
    }
}
