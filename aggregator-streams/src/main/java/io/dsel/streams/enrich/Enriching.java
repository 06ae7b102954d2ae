package io.dsel.streams.enrich;

import io.dsel.avro.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Random;

/** All that it takes to ask the outside from this process. */
public final class Enriching implements AutoCloseable {
    private final HttpEnrichers http;
    private final JournalAnswers answers;
    private final Asker asker;

    /**
     * @param hosts that may be asked over HTTP
     * @param instanceId of this instance of the streams
     */
    public Enriching(
            Asker.Limits limits,
            AllowedHosts hosts,
            String bootstrapServers,
            String instanceId,
            EventCodec codec,
            JournalReading journal,
            MeterRegistry registry,
            InstantSource clock) {
        http = new HttpEnrichers(hosts, limits.timeout());
        answers = new JournalAnswers(bootstrapServers, instanceId, codec);
        asker = new Asker(limits, Enrichers.with(http), answers, journal, registry, clock, new Random());
    }

    public Outside outside() {
        return asker;
    }

    @Override
    public void close() {
        asker.close();
        http.close();
        answers.close();
    }
}
