package io.dsel.cli.git;

import io.dsel.event.Event;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.BundleWriter;

/** A bare repository that a test fills commit by commit, with the times that it wants. */
final class GitFixture implements AutoCloseable {

    static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private record Entry(FileMode mode, byte[] content) {}

    private final Path folder;
    private final Repository repository;
    private final SortedMap<String, Entry> files = new TreeMap<>();
    private ObjectId tip;
    private long time = START;
    private String author = "ann@example.com";

    GitFixture(Path folder) {
        QuietGit.install();
        this.folder = folder;
        try {
            repository = Git.init()
                    .setBare(true)
                    .setInitialBranch("main")
                    .setDirectory(folder.toFile())
                    .call()
                    .getRepository();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    static String object(String kind, String name, Object value) {
        return "apiVersion: v1\nkind: " + kind + "\nmetadata:\n  name: " + name + "\nspec:\n  value: " + value + "\n";
    }

    Path folder() {
        return folder;
    }

    Repository repository() {
        return repository;
    }

    ObjectId tip() {
        return tip;
    }

    GitFixture write(String path, String... documents) {
        return put(path, FileMode.REGULAR_FILE, String.join("---\n", documents));
    }

    GitFixture put(String path, FileMode mode, String content) {
        files.put(path, new Entry(mode, content.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    GitFixture delete(String path) {
        if (files.remove(path) == null) {
            throw new IllegalArgumentException(path);
        }
        return this;
    }

    GitFixture move(String from, String to) {
        files.put(to, files.remove(from));
        return this;
    }

    String text(String path) {
        return new String(files.get(path).content(), StandardCharsets.UTF_8);
    }

    List<String> paths() {
        return new ArrayList<>(files.keySet());
    }

    /** Who writes the commits from now on: a mail address, or {@code name <mail>}. */
    GitFixture by(String who) {
        author = who;
        return this;
    }

    /** Commits a minute after the commit before. */
    ObjectId commit(String message) throws IOException {
        return commit(message, time + 60);
    }

    /** Commits at that second, on top of the branch. */
    ObjectId commit(String message, long second, ObjectId... otherParents) throws IOException {
        time = second;
        List<ObjectId> parents = new ArrayList<>();
        if (tip != null) {
            parents.add(tip);
        }
        parents.addAll(Arrays.asList(otherParents));
        tip = insert(message, parents);
        return reset(tip);
    }

    /** Commits the present files on top of another commit, beside the branch. */
    ObjectId commitBeside(String message, ObjectId parent) throws IOException {
        return insert(message, List.of(parent));
    }

    /** Sets the branch, but not the files. */
    ObjectId reset(ObjectId commit) throws IOException {
        branch("main", commit);
        tip = commit;
        return commit;
    }

    void branch(String name, ObjectId commit) throws IOException {
        RefUpdate update = repository.updateRef(Constants.R_HEADS + name);
        update.setNewObjectId(commit);
        update.forceUpdate();
    }

    /** Writes a bundle of the branch. */
    Path bundle(Path file, boolean withHead) throws IOException {
        BundleWriter writer = new BundleWriter(repository);
        writer.include(Constants.R_HEADS + "main", tip);
        if (withHead) {
            writer.include(Constants.HEAD, tip);
        }
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            writer.writeBundle(NullProgressMonitor.INSTANCE, out);
        }
        return file;
    }

    FirstParentHistory history() throws IOException {
        return FirstParentHistory.of(repository, tip);
    }

    /** What a walk makes of the branch. */
    Walked walk() throws IOException {
        Walked walked = new Walked();
        walked.counts = new HistoryWalk(repository, history(), "main").run(walked);
        return walked;
    }

    /** What a walk met. */
    static final class Walked implements HistoryWalk.Listener {

        final List<Event> events = new ArrayList<>();
        final List<String> findings = new ArrayList<>();
        WalkCounts counts;

        @Override
        public void event(Event event) {
            events.add(event);
        }

        @Override
        public void found(Commit commit, String path, Finding finding) {
            findings.add(path + ":" + finding.line() + " " + finding.reason().key());
        }

        /** {@code + Kind/app/name=value} for what was applied, {@code - …} for what was deleted, in order. */
        List<String> story() {
            return events.stream()
                    .map(event -> (event.kind().isDeletion() ? "- " : "+ ")
                            + event.kind().objectKind() + " " + event.meta().appId() + " "
                            + event.meta().name() + " "
                            + event.state().at("/spec/value").asString(""))
                    .toList();
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    private ObjectId insert(String message, List<ObjectId> parents) throws IOException {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            DirCache cache = DirCache.newInCore();
            DirCacheBuilder builder = cache.builder();
            for (var file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(file.getValue().mode());
                entry.setObjectId(
                        inserter.insert(Constants.OBJ_BLOB, file.getValue().content()));
                builder.add(entry);
            }
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(cache.writeTree(inserter));
            commit.setParentIds(parents);
            commit.setAuthor(ident());
            commit.setCommitter(ident());
            commit.setMessage(message);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private PersonIdent ident() {
        int mail = author.indexOf('<');
        String name = mail < 0 ? "Ann" : author.substring(0, mail).strip();
        String address = mail < 0 ? author : author.substring(mail + 1, author.length() - 1);
        return new PersonIdent(name, address, Instant.ofEpochSecond(time), ZoneOffset.ofHours(2));
    }
}
