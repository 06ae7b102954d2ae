/** The store tier: reads that the streams instances answer from their state stores. */
package io.dsel.gateway.store;
