/** Generations of the index: each is filled by a sink of its own, and the steps of a rebuild lead from one to the next. */
package io.dsel.sink.generation;
