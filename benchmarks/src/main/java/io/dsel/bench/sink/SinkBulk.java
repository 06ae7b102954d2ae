package io.dsel.bench.sink;

import io.dsel.bench.BenchStack;
import io.dsel.bench.Ratio;
import io.dsel.bench.SampleLog;
import io.dsel.stack.Part;
import io.dsel.stack.StackOptions;

/**
 * The sink, from the start of a fresh group until its committed offsets are at the end of the log, against a bulk loader
 * that has the same documents as ready-made requests in memory: no log, no decoding, no building of documents, no
 * offsets. Both write to indices that were deleted and set up again, in requests of the same size, as many at once.
 */
public final class SinkBulk implements Ratio {
    @Override
    public String name() {
        return "sink-bulk";
    }

    @Override
    public String meaning() {
        return "indexer-sink from the log / a raw bulk loader that has the same documents in memory";
    }

    @Override
    public double goal() {
        return 0.95;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        BenchStack stack = BenchStack.start(
                StackOptions.none().with(Part.BROKER).with(Part.REGISTRY).with(Part.OPEN_SEARCH));
        try {
            SampleLog.fill(stack, events, event -> null);
            return new SinkContest(stack, events);
        } catch (Exception e) {
            stack.close();
            throw e;
        }
    }
}
