/** Journeys and chaos over the whole pipeline, and the rules of its architecture. */
package io.dsel.e2e;
