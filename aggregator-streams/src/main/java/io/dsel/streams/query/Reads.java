package io.dsel.streams.query;

import io.dsel.avro.EventCodec;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.LogWatch;
import io.dsel.streams.engine.StreamsEngine;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import org.apache.kafka.streams.state.HostInfo;

/** All that this service can be asked, put together. */
public final class Reads implements AutoCloseable {
    private final Peers peers;
    private final ReadRoutes routes;
    private final KindRoutes kinds;
    private final ProgressRoutes progress;

    /**
     * @param self where other instances reach this one
     * @param source the name of this instance, in receipts
     * @param region its region, in receipts
     */
    public Reads(
            StreamsEngine engine,
            LogWatch watch,
            GroupOffsets offsets,
            EventCodec codec,
            HostInfo self,
            String source,
            String region,
            InstantSource clock) {
        peers = new Peers(clock);
        StoreReader stores = new StoreReader(engine, watch);
        EventTexts texts = new EventTexts(codec);
        ReadAnswers answers = new ReadAnswers(source, region, clock);
        routes = new ReadRoutes(
                new Router(new Placement(engine), peers, self),
                offsets,
                new Derivation(watch, engine::aggregates),
                new ObjectReads(stores, texts, answers),
                new HistoryReads(stores, texts, answers),
                new GroupReads(stores, answers, engine::aggregates));
        kinds = new KindRoutes(new KindScan(engine, peers, self, answers), stores, texts, offsets, answers);
        progress = new ProgressRoutes(engine, watch, self);
    }

    public void addTo(RoutesConfig config) {
        routes.addTo(config);
        kinds.addTo(config);
        progress.addTo(config);
    }

    @Override
    public void close() {
        peers.close();
    }
}
