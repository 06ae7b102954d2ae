/**
 * Reads over HTTP: finds the instance that holds a key, asks its stores, fetches from the log what the stores only point
 * to, and says with every answer what it covers and how fresh it is.
 */
package io.dsel.streams.query;
