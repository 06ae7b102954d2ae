package io.dsel.cli.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.OrTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathSuffixFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Which manifest files differ between two trees. A renamed file is one that is gone and one that is new. */
final class TreeDiff {

    private static final TreeFilter MANIFESTS =
            OrTreeFilter.create(PathSuffixFilter.create(".yaml"), PathSuffixFilter.create(".yml"));

    private final ObjectReader objects;

    TreeDiff(ObjectReader objects) {
        this.objects = objects;
    }

    /** @param before empty for a commit without a parent */
    List<FileChange> changes(Optional<ObjectId> before, ObjectId after) throws IOException {
        List<FileChange> changes = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(objects)) {
            if (before.isPresent()) {
                walk.addTree(before.get());
            } else {
                walk.addTree(new org.eclipse.jgit.treewalk.EmptyTreeIterator());
            }
            walk.addTree(after);
            walk.setRecursive(true);
            walk.setFilter(AndTreeFilter.create(TreeFilter.ANY_DIFF, MANIFESTS));
            while (walk.next()) {
                // A file that only became executable holds the same objects.
                if (!isFile(walk, 0) || !isFile(walk, 1) || !walk.idEqual(0, 1)) {
                    changes.add(change(walk));
                }
            }
        }
        return changes;
    }

    private static FileChange change(TreeWalk walk) {
        Optional<ObjectId> content = isFile(walk, 1) ? Optional.of(walk.getObjectId(1)) : Optional.empty();
        return new FileChange(walk.getPathString(), content, walk.getFileMode(1).equals(FileMode.SYMLINK));
    }

    private static boolean isFile(TreeWalk walk, int tree) {
        FileMode mode = walk.getFileMode(tree);
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }
}
