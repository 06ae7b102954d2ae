/** Topics as values, in one place: their names, what they keep and for how long, and the one creator of them. */
package io.dsel.topic;
