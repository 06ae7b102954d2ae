/** The log's side: what is read, which offsets are settled and committed, dead letters, replay. */
package io.dsel.sink.log;
