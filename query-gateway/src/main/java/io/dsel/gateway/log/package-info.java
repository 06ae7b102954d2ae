/**
 * The log: what the broker tells of its topics and groups ({@link io.dsel.gateway.log.Broker}), and the tier that reads
 * the topics themselves ({@link io.dsel.gateway.log.LogTier}).
 */
package io.dsel.gateway.log;
