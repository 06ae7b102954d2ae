/**
 * The project's ratios: ours against what the same machine does without us, both sides in one run, outputs compared
 * before anything is timed.
 */
package io.dsel.bench;
