/**
 * The one read API over the tiers: {@code store} (the streams instances' state stores), {@code index} (OpenSearch) and
 * {@code log}. Every answer carries a receipt that says which tier it is from and how fresh it is.
 */
package io.dsel.gateway;
