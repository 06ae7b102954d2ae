/** What all sorts of manifests share in being read. */
package io.dsel.manifest;
