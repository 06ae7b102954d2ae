/**
 * {@code dsel import git}: the history of a git repository of manifests as full-state events.
 *
 * <p>The way of a commit: {@link io.dsel.cli.git.FirstParentHistory} gives it its time,
 * {@link io.dsel.cli.git.TreeDiff} says which files it changed, {@link io.dsel.cli.git.ManifestReader} what objects
 * they hold, {@link io.dsel.cli.git.LivingObjects} which of those are new, different or gone, and
 * {@link io.dsel.cli.git.GitEvents} makes events of that. {@link io.dsel.cli.git.HistoryWalk} joins these;
 * {@link io.dsel.cli.git.EventSender} sends what comes out. {@link io.dsel.cli.git.GitOracle} reads git without any of
 * it, to check what was stored.
 */
package io.dsel.cli.git;
