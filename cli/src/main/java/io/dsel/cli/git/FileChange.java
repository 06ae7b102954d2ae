package io.dsel.cli.git;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A manifest file that differs from the commit before.
 *
 * @param path from the repository's root
 * @param content the blob it is now, empty where the file is gone or no longer a file
 * @param link whether it is a symbolic link now
 */
record FileChange(String path, Optional<ObjectId> content, boolean link) {}
