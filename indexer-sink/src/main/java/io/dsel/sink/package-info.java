/** The sink as a service: its options, its wiring, its HTTP routes. */
package io.dsel.sink;
