package io.dsel.gateway.read;

import java.time.Duration;
import java.util.List;

/**
 * What an answer rests on and how it came about.
 *
 * @param tried tiers that were asked before and why they fell
 * @param took all of it together
 */
public record Receipt(Coverage coverage, List<Tried> tried, Duration took) {}
