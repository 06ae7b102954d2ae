/** OpenSearch over its raw HTTP client: bulk requests, and the templates, aliases and retention of our indices. */
package io.dsel.sink.opensearch;
