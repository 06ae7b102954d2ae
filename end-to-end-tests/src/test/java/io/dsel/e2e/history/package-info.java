/** Conditional writes under faults, held against what the log has in the end. Shares no code with the writer. */
package io.dsel.e2e.history;
