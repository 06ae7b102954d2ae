package io.dsel.bench;

import io.dsel.bench.aggregation.AddedAggregates;
import io.dsel.bench.aggregation.Aggregation;
import io.dsel.bench.aggregation.Restoration;
import io.dsel.bench.ingest.ConditionalWrites;
import io.dsel.bench.ingest.IngestBatches;
import io.dsel.bench.ingest.IngestSingle;
import io.dsel.bench.read.AsOfDepth;
import io.dsel.bench.read.AsOfReplay;
import io.dsel.bench.read.StateQuery;
import io.dsel.bench.rebuild.WritesDuringRebuild;
import io.dsel.bench.sink.SinkBulk;
import java.util.List;

/** Every ratio, in the order of the design's table. */
final class Ratios {
    static final List<Ratio> ALL = List.of(
            new IngestBatches(),
            new IngestSingle(),
            new ConditionalWrites(),
            Aggregation.againstBareTopology(),
            Aggregation.againstLoop(),
            Aggregation.ofAllAgainstBareTopology(),
            new AddedAggregates(1),
            new AddedAggregates(5),
            new AddedAggregates(20),
            new Restoration(),
            new WritesDuringRebuild(100),
            new WritesDuringRebuild(1_000),
            new AsOfDepth(),
            new AsOfReplay(),
            new StateQuery(),
            new SinkBulk());

    private Ratios() {}
}
