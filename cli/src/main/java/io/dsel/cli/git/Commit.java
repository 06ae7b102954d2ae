package io.dsel.cli.git;

import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A commit of the branch's first-parent history.
 *
 * @param id its id
 * @param tree its tree
 * @param time when its changes became true: the committer's time, moved on where the commit before is not earlier
 * @param committed the committer's time as git has it
 * @param author who wrote it: the mail address, or else the name
 * @param subject the first paragraph of its message, on one line
 */
record Commit(ObjectId id, ObjectId tree, Instant time, Instant committed, String author, String subject) {}
