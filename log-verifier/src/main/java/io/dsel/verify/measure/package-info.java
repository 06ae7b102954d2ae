/**
 * What the events of a group add up to by the measures of a manifest, worked out from events in their order: so it needs no
 * more than one look at each, and shares nothing with a fold that takes them in any order.
 */
package io.dsel.verify.measure;
