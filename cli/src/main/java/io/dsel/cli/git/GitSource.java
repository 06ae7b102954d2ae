package io.dsel.cli.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.FetchResult;
import org.eclipse.jgit.transport.URIish;

/**
 * A branch of a repository that can be read: one that lies in a folder, or a copy, in a folder of its own until
 * {@link #close()}, of what a bundle or a URL holds.
 */
final class GitSource implements AutoCloseable {

    static {
        QuietGit.install();
    }

    private static final Pattern URL = Pattern.compile("(?i)(https?|git|file)://.+");
    private static final Pattern SSH = Pattern.compile("(?i)ssh://.+|[\\w.-]+@[\\w.-]+:.+");
    private static final List<String> USUAL_BRANCHES = List.of("main", "master");
    private static final String DETACHED = "HEAD";

    private final Repository repository;
    private final Path copy;
    private final Thread interrupted;
    private final Branch branch;

    /** A branch's short name and its last commit. */
    private record Branch(String name, ObjectId tip) {}

    private GitSource(Repository repository, Path copy, Optional<String> branch) throws IOException {
        this.repository = repository;
        this.copy = copy;
        this.interrupted = new Thread(() -> delete(copy));
        if (copy != null) {
            Runtime.getRuntime().addShutdownHook(interrupted);
        }
        this.branch = branch.isPresent() ? named(branch.get()) : current();
    }

    /**
     * @param source a folder, a bundle or a URL
     * @param branch the branch to read; where empty, the one that the repository is on
     * @param monitor told how far a copy is
     * @throws ImportException where there is no such thing, or it is not the whole history
     */
    static GitSource open(String source, Optional<String> branch, ProgressMonitor monitor) {
        if (SSH.matcher(source).matches()) {
            throw new ImportException("SSH is not spoken here: clone " + source + " and give the clone's path");
        }
        boolean url = URL.matcher(source).matches();
        if (!url && !Files.exists(Path.of(source))) {
            throw new ImportException("there is no " + source + "; give a repository's folder, a bundle or a URL");
        }
        try {
            if (!url && Files.isDirectory(Path.of(source))) {
                return whole(new GitSource(folder(Path.of(source)), null, branch));
            }
            return whole(copied(url ? source : Path.of(source).toAbsolutePath().toString(), branch, monitor));
        } catch (IOException e) {
            throw new ImportException("cannot read " + masked(source) + ": " + e.getMessage(), e);
        }
    }

    Repository repository() {
        return repository;
    }

    /** The branch's short name. */
    String branch() {
        return branch.name();
    }

    /** The branch's last commit. */
    ObjectId tip() {
        return branch.tip();
    }

    @Override
    public void close() {
        repository.close();
        if (copy != null) {
            Runtime.getRuntime().removeShutdownHook(interrupted);
            delete(copy);
        }
    }

    private static Repository folder(Path folder) throws IOException {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            // A bare repository is its own git folder.
            builder.setGitDir(folder.toFile());
        }
        return builder.setMustExist(true).build();
    }

    private static GitSource copied(String source, Optional<String> branch, ProgressMonitor monitor)
            throws IOException {
        Path copy = Files.createTempDirectory("dsel-import-");
        try {
            return new GitSource(fetched(source, copy, monitor), copy, branch);
        } catch (GitAPIException e) {
            delete(copy);
            throw new ImportException(
                    "cannot read " + masked(source) + ": " + e.getMessage()
                            + "; if git can, clone it and give the clone's path",
                    e);
        } catch (IOException | RuntimeException e) {
            delete(copy);
            throw e;
        }
    }

    /** Not a clone: that insists on a HEAD, which a bundle of one branch does not have. */
    private static Repository fetched(String source, Path copy, ProgressMonitor monitor)
            throws GitAPIException, IOException {
        Git git = Git.init().setBare(true).setDirectory(copy.toFile()).call();
        FetchResult fetched = git.fetch()
                .setRemote(source)
                .setRefSpecs("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*")
                .setProgressMonitor(monitor)
                .call();
        Repository repository = git.getRepository();
        Optional<String> head = headOf(fetched);
        if (head.isPresent()) {
            repository.updateRef(Constants.HEAD).link(head.get());
        }
        return repository;
    }

    /** The branch that the source is on; a bundle says only which commit that is. */
    private static Optional<String> headOf(FetchResult fetched) {
        Ref head = fetched.getAdvertisedRef(Constants.HEAD);
        if (head == null || head.isSymbolic()) {
            return Optional.ofNullable(head)
                    .map(symbolic -> symbolic.getTarget().getName());
        }
        Predicate<Ref> isUsual = ref -> USUAL_BRANCHES.contains(Repository.shortenRefName(ref.getName()));
        return fetched.getAdvertisedRefs().stream()
                .filter(ref -> ref.getName().startsWith(Constants.R_HEADS))
                .filter(ref -> head.getObjectId().equals(ref.getObjectId()))
                .min(Comparator.comparing(isUsual::test).reversed().thenComparing(Ref::getName))
                .map(Ref::getName);
    }

    /** Without its beginning a history has other changes and another identity. */
    private static GitSource whole(GitSource source) throws IOException {
        if (!source.repository.getObjectDatabase().getShallowCommits().isEmpty()) {
            source.close();
            throw new ImportException("the repository is shallow, so the history has no beginning;"
                    + " fetch the rest first: git fetch --unshallow");
        }
        return source;
    }

    private Branch named(String name) throws IOException {
        for (String prefix : List.of(Constants.R_HEADS, Constants.R_REMOTES + "origin/", Constants.R_TAGS)) {
            Ref ref = repository.exactRef(prefix + name);
            if (ref != null) {
                return new Branch(name, peeled(ref));
            }
        }
        throw new ImportException("there is no branch " + name + "; there are " + branches());
    }

    private Branch current() throws IOException {
        Ref head = repository.exactRef(Constants.HEAD);
        if (head != null && head.getObjectId() != null) {
            String name = head.isSymbolic()
                    ? Repository.shortenRefName(head.getTarget().getName())
                    : DETACHED;
            return new Branch(name, head.getObjectId());
        }
        List<String> branches = branches();
        if (branches.isEmpty()) {
            throw new ImportException("the repository has no commits");
        }
        String name =
                USUAL_BRANCHES.stream().filter(branches::contains).findFirst().orElse(branches.getFirst());
        if (branches.size() > 1 && !USUAL_BRANCHES.contains(name)) {
            throw new ImportException("which branch? --branch takes one of " + branches);
        }
        return named(name);
    }

    private List<String> branches() throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                .map(ref -> Repository.shortenRefName(ref.getName()))
                .sorted()
                .toList();
    }

    private ObjectId peeled(Ref ref) throws IOException {
        Ref peeled = repository.getRefDatabase().peel(ref);
        return peeled.getPeeledObjectId() != null ? peeled.getPeeledObjectId() : peeled.getObjectId();
    }

    /** The source without a password, to be shown. */
    static String masked(String source) {
        try {
            return new URIish(source).setPass(null).toString();
        } catch (URISyntaxException e) {
            return source;
        }
    }

    /** JGit may still be tidying up in the background, so files come and go meanwhile. */
    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                    if (e instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw e;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, IOException e) throws IOException {
                    Files.deleteIfExists(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new ImportException("cannot delete the copy in " + folder + ": " + e.getMessage(), e);
        }
    }
}
