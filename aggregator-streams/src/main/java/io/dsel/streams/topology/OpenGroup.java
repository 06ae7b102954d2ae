package io.dsel.streams.topology;

import io.dsel.aggregate.Fold;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.aggregate.References;

/** A group at work: what its events add up to, and what it refers to. */
record OpenGroup(Folding folding, Owner owner, Fold fold, References references) {}
