/**
 * What can be asked and what answers: one model of questions, one port ({@link io.dsel.gateway.read.Tier}) that the
 * store, the index and the log stand behind, and {@link io.dsel.gateway.read.Tiers}, which asks them in turn. No I/O here.
 */
package io.dsel.gateway.read;
