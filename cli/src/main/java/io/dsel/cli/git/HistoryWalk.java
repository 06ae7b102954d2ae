package io.dsel.cli.git;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/**
 * Walks a branch's history and makes events of what its commits did to objects: in the order of the commits, and within
 * one in the order of directory, kind and name. The same history gives the same events.
 */
final class HistoryWalk {

    /** Told of the walk as it goes. */
    interface Listener {

        /** Before the changes of a commit. */
        default void commit(Commit commit) {}

        /** A document that is not read as an object. */
        default void found(Commit commit, String path, Finding finding) {}

        void event(Event event) throws IOException;
    }

    private final Repository repository;
    private final FirstParentHistory history;
    private final String branch;

    HistoryWalk(Repository repository, FirstParentHistory history, String branch) {
        this.repository = repository;
        this.history = history;
        this.branch = branch;
    }

    /** Walks it all, from the first commit on. */
    WalkCounts run(Listener listener) throws IOException {
        try (ObjectReader reader = repository.newObjectReader()) {
            Walk walk = new Walk(reader, listener);
            Optional<ObjectId> before = Optional.empty();
            for (Commit commit : history.commits()) {
                walk.enter(commit, before);
                before = Optional.of(commit.tree());
            }
            return walk.counts;
        }
    }

    /** One run of it. */
    private final class Walk {

        private final WalkCounts counts = new WalkCounts();
        private final GitEvents events = new GitEvents(history.repositoryId(), branch);
        private final Listener listener;
        private final TreeDiff diff;
        private final ManifestReader manifests;
        private final LivingObjects living = new LivingObjects(this::found);
        private Commit commit;

        Walk(ObjectReader reader, Listener listener) {
            this.listener = listener;
            this.diff = new TreeDiff(reader);
            this.manifests = new ManifestReader(reader);
        }

        void enter(Commit next, Optional<ObjectId> before) throws IOException {
            commit = next;
            counts.commit();
            listener.commit(commit);
            List<FileVersion> versions = new ArrayList<>();
            for (FileChange change : diff.changes(before, commit.tree())) {
                versions.add(version(change));
            }
            for (ObjectChange change : living.apply(versions)) {
                Manifest manifest =
                        manifests.read(change.source().blob()).objects().get(change.object());
                listener.event(events.event(commit, change, manifest.state()));
            }
            counts.heldBack(living.heldBack());
        }

        private FileVersion version(FileChange change) throws IOException {
            counts.fileChanged();
            if (change.link()) {
                found(change.path(), new Finding(Reason.SYMBOLIC_LINK, 1, "what it points to is read where it lies"));
            }
            if (change.content().isEmpty()) {
                return new FileVersion(change.path(), null, ManifestFile.EMPTY);
            }
            Optional<String> problem = problemOfDirectory(change.path());
            if (problem.isPresent()) {
                found(change.path(), new Finding(Reason.INVALID_ENTITY, 1, problem.get()));
                return new FileVersion(change.path(), null, ManifestFile.EMPTY);
            }
            ObjectId blob = change.content().get();
            ManifestFile file = manifests.read(blob);
            counts.others(file.others());
            file.findings().forEach(finding -> found(change.path(), finding));
            return new FileVersion(change.path(), blob, file);
        }

        private void found(String path, Finding finding) {
            counts.found(finding.reason());
            listener.found(commit, path, finding);
        }
    }

    private static Optional<String> problemOfDirectory(String path) {
        try {
            new EntityKey("Any", GitEvents.appId(LivingObjects.directory(path)), "any");
            return Optional.empty();
        } catch (InvalidEventException e) {
            return Optional.of("its directory cannot be an appId: " + e.getMessage());
        }
    }
}
