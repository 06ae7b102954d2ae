/** The generations of the search index: which one is read, which are written beside it, and what their indices are called. */
package io.dsel.index;
