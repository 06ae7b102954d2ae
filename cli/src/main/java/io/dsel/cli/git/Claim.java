package io.dsel.cli.git;

import org.eclipse.jgit.lib.ObjectId;

/**
 * That a file holds an object.
 *
 * @param path of the file
 * @param blob the version of the file that holds the object's state: the present one, or the last that could be read
 * @param line where it stands there, from 1
 * @param digest of that state
 */
record Claim(String path, ObjectId blob, int line, String digest) {}
