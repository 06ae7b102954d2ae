package io.dsel.streams.enrich;

import io.dsel.streams.aggregate.Outcome;

/**
 * What a call came to.
 *
 * @param lasting if it was in vain, whether it makes no sense to ask again soon
 */
record Reply(Outcome outcome, boolean lasting) {}
