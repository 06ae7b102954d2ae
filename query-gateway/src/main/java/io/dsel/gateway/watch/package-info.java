/**
 * Watching: events as server-sent events, read straight from the log by one consumer for each watch, so that history and
 * what comes after it are one read and meet without a gap or a double.
 *
 * <p>What is promised, precisely:
 *
 * <ul>
 *   <li><b>Every event at or behind the start that matches is delivered</b>, also those of kinds whose topics appear while the
 *       watch runs; these are read from their beginning. Only what is committed is delivered.
 *   <li><b>Order.</b> Events of one partition of one kind, so of one entity and kind, come in the order of the log. Across
 *       kinds and partitions history comes in the order of log time; live events come as the broker hands them out, those that
 *       come together in the order of log time.
 *   <li><b>Resuming.</b> Each event's id is the position behind it, in full: the next offset of every partition. A reader
 *       that comes back with the last id it has seen misses nothing and sees no record twice, whichever gateway it comes
 *       to, however long it was away, and whatever topics appeared meanwhile. The id is bound to the cluster and to the
 *       watch's filters.
 *   <li><b>Once by id.</b> The same event written to the log twice (a service that published again after a timeout) is
 *       delivered once as long as no more than {@link io.dsel.gateway.watch.RecentEvents#SIZE} other events of the watch lie
 *       between the two copies and the connection has not been renewed between them. A reader that must not see the
 *       second copy in the other cases compares {@code meta.eventId} itself.
 *   <li><b>Unreadable records</b> do not stop a watch: {@code event: unreadable} names their position and the reason.
 *   <li><b>A gap</b>, where the log no longer has what the position asks for, is told as {@code event: gap}, never passed over.
 *   <li><b>A slow reader</b> holds up its own watch only: while it takes nothing, nothing is read for it.
 * </ul>
 */
package io.dsel.gateway.watch;
