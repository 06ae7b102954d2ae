/**
 * Writes batches of documents until each is settled: what every answer means, what is sent again, what is split, what is
 * given up. Knows neither the log nor OpenSearch's client; the network is behind {@link io.dsel.sink.bulk.BulkTransport}.
 */
package io.dsel.sink.bulk;
