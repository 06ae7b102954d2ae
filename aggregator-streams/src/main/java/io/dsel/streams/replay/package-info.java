/** Lets the streams read the log again: from its beginning, which rebuilds the stores, or from a time or an offset. */
package io.dsel.streams.replay;
