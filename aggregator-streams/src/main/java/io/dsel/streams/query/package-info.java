/**
 * Reads over HTTP: finds the instance that holds a key, asks its stores, and says with every answer what it covers and
 * how fresh it is.
 */
package io.dsel.streams.query;
