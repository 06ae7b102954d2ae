/** The search engine of the development stack: one OpenSearch node in a process, and on a class path, of its own. */
package io.dsel.stack.opensearch;
