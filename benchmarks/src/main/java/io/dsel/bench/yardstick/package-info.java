/** What others do, or next to nothing does, on the same machine: PostgreSQL, a bare handler; and the client that asks both. */
package io.dsel.bench.yardstick;
