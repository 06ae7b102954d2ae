package io.dsel.cli.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * A manifest file as a commit leaves it.
 *
 * @param blob its content; null where the file is gone
 * @param file what it holds; nothing where the file is gone
 */
record FileVersion(String path, ObjectId blob, ManifestFile file) {}
