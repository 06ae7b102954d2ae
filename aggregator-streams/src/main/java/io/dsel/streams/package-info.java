/** The service that keeps the stores: its options and its wiring. */
package io.dsel.streams;
