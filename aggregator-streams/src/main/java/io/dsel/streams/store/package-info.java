/** What the stores hold, as values, and their bytes. Knows nothing of topologies and queries, which both use it. */
package io.dsel.streams.store;
