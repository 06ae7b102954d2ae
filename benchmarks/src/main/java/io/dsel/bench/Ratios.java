package io.dsel.bench;

import java.util.List;

/** Every ratio, in the order of the design's table. */
final class Ratios {
    static final List<Ratio> ALL = List.of();

    private Ratios() {}
}
