package io.dsel.gateway.watch;

/**
 * A topic as the cluster has it now.
 *
 * @param tag see {@link TopicTag}
 */
record WatchedTopic(String name, long tag, int partitions) {}
