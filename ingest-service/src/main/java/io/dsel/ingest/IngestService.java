package io.dsel.ingest;

import io.dsel.ingest.writer.Address;
import io.dsel.ingest.writer.ForwardedRoutes;
import io.dsel.service.CommonOptions;
import io.dsel.service.Component;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ProblemTable;
import io.dsel.service.ServiceMain;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Takes events and bare manifests over HTTP and writes them to the log. */
public final class IngestService {
    /** JSON says in more bytes what Avro says in fewer. */
    private static final int JSON_BYTES_PER_AVRO_BYTE = 4;

    private IngestService() {}

    public static void main(String[] arguments) {
        ServiceMain.run("dsel-ingest", arguments, IngestOptions.all(), IngestService::start);
    }

    static HttpServer start(Configuration configuration, ServiceMain.Stops stops) {
        KafkaSettings settings = KafkaSettings.of(configuration);
        KafkaConnection connection = stops.add(new KafkaConnection(settings, settings.writers(configuration)));
        KafkaEventLog log = new KafkaEventLog(connection, settings.timeout(), settings.maxEventBytes());
        ForwardedRoutes forwarded =
                new ForwardedRoutes(() -> connection.clients().writers());
        KafkaKindLog kinds = new KafkaKindLog(connection);
        HttpServer http = stops.add(server(configuration, log, kinds, List.of(connection), forwarded::addTo));
        connection.start(Address.of(
                configuration.get(IngestOptions.ADVERTISED_HOST),
                configuration.get(CommonOptions.HTTP_HOST),
                http.port()));
        return http;
    }

    /** A server, started, over any log. */
    static HttpServer server(
            Configuration configuration,
            EventLog log,
            KindLog kindLog,
            List<Component> components,
            Consumer<RoutesConfig> more) {
        ProblemTable problems = IngestProblems.table();
        EventWriter writer = new EventWriter(log, problems, configuration.get(IngestOptions.LOG_TIMEOUT));
        Admission admission = new Admission(limitsOfRequests(configuration), System::nanoTime);
        RequestHeaders headers = new RequestHeaders(
                kindLog,
                configuration.get(CommonOptions.REGION),
                Clock.systemUTC(),
                configuration.get(IngestOptions.EVENT_AHEAD));
        WriteRoutes writes = new WriteRoutes(log, kindLog, writer, admission, limits(configuration), headers);
        KindRoutes kinds = new KindRoutes(log, kindLog, admission);
        VersionRoutes versions = new VersionRoutes(log, kindLog, writer, headers);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        HttpServer http = new HttpServer(components, problems, metrics, routes -> {
            writes.addTo(routes);
            kinds.addTo(routes);
            versions.addTo(routes);
            more.accept(routes);
        });
        http.start(configuration.get(CommonOptions.HTTP_HOST), configuration.get(IngestOptions.HTTP_PORT));
        return http;
    }

    private static Admission.Limits limitsOfRequests(Configuration configuration) {
        int memory = configuration.get(IngestOptions.REQUEST_MEMORY);
        long share = Runtime.getRuntime().maxMemory() / 4;
        return new Admission.Limits(
                configuration.get(IngestOptions.REQUEST_BYTES),
                memory == 0 ? (int) Math.min(Integer.MAX_VALUE, share) : memory,
                configuration.get(IngestOptions.REQUESTS),
                configuration.get(IngestOptions.STREAMS),
                configuration.get(IngestOptions.BODY_TIME));
    }

    private static EventStream.Limits limits(Configuration configuration) {
        int bytes = configuration.get(IngestOptions.STREAM_BYTES);
        long line = (long) configuration.get(IngestOptions.MAX_EVENT_BYTES) * JSON_BYTES_PER_AVRO_BYTE;
        return new EventStream.Limits(
                configuration.get(IngestOptions.STREAM_EVENTS), bytes, (int) Math.min(bytes, line));
    }
}
