package io.dsel.cli.git;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * What a branch's tip was, one commit after another: from the first commit along first parents, oldest first.
 *
 * <p>Times are strictly increasing in milliseconds. Committers' clocks are not, and a rebase gives many commits one
 * second; without an order of their own "the state at T" would have several answers.
 *
 * @param commits oldest first, at least one
 */
record FirstParentHistory(List<Commit> commits) {

    private static final String UNKNOWN = "unknown";

    FirstParentHistory {
        commits = List.copyOf(commits);
    }

    static FirstParentHistory of(Repository repository, ObjectId tip) throws IOException {
        List<RevCommit> newestFirst = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(tip);
            newestFirst.add(commit);
            while (commit.getParentCount() > 0) {
                commit = walk.parseCommit(commit.getParent(0));
                newestFirst.add(commit);
            }
            Collections.reverse(newestFirst);
            return new FirstParentHistory(timed(newestFirst));
        }
    }

    /**
     * The first commit's id: the same for every copy of the repository, wherever it lies, so it stands for the
     * repository in what is derived from it.
     */
    String repositoryId() {
        return commits.getFirst().id().name();
    }

    private static List<Commit> timed(List<RevCommit> oldestFirst) {
        List<Commit> commits = new ArrayList<>(oldestFirst.size());
        long last = Long.MIN_VALUE;
        for (RevCommit commit : oldestFirst) {
            Instant committed = committed(commit);
            last = Math.max(committed.toEpochMilli(), last + 1);
            commits.add(new Commit(
                    commit.copy(),
                    commit.getTree().copy(),
                    Instant.ofEpochMilli(last),
                    committed,
                    author(commit.getAuthorIdent()),
                    commit.getShortMessage()));
            commit.disposeBody();
        }
        return commits;
    }

    private static Instant committed(RevCommit commit) {
        PersonIdent committer = commit.getCommitterIdent();
        Instant time = committer == null ? Instant.ofEpochSecond(commit.getCommitTime()) : committer.getWhenAsInstant();
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
    }

    private static String author(PersonIdent author) {
        return Stream.of(author == null ? "" : author.getEmailAddress(), author == null ? "" : author.getName())
                .map(FirstParentHistory::printable)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** An event's user is one line of at most 400 characters; git allows more. */
    private static String printable(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > 400 ? line.substring(0, 400) : line;
    }
}
