/** Sorts more than memory holds, on disk. */
package io.dsel.verify.sort;
