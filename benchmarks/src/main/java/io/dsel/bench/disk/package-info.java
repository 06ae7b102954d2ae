/** What a log takes on disk. */
package io.dsel.bench.disk;
