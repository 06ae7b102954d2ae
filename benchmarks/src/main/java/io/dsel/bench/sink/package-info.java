/** The sink against a raw bulk loader, both into a real OpenSearch. */
package io.dsel.bench.sink;
