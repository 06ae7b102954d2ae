/** The store tier: reads that the streams instances answer from their state stores, passed on as they are. */
package io.dsel.gateway.store;
