/** What rebuilds have in common, whatever they build a second time. */
package io.dsel.rebuild;
