package io.dsel.service;

import io.javalin.Javalin;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP on virtual threads: a service's own routes, and beside them {@code /health} (200 when every part is ready, else
 * 503 with the reasons) and {@code /metrics} (Prometheus text). Every error leaves as {@code application/problem+json}.
 */
public final class HttpServer implements AutoCloseable {
    /** Largest body that is read whole; a streamed one is not bounded by it. */
    public static final int MAX_BODY_BYTES = 16 << 20;

    /** Request line and headers: tokens, and positions to go on from, grow with the number of topics. */
    private static final int MAX_HEADER_BYTES = 64 << 10;

    /**
     * How long a connection without a request stays open: longer than clients and balancers keep one, 30 s in Java and 60 s
     * in most others, or one would send a request into a connection that is being closed.
     */
    private static final Duration IDLE = Duration.ofSeconds(75);

    /** How long a request may stand still. */
    private static final Duration STILL = Duration.ofSeconds(30);

    /**
     * How many connections may wait to be taken, if the system allows as many. Java's own 50 are fewer than the clients that
     * come back at once when a service does, and of those beyond it some are told that they are connected and then cut off.
     */
    private static final int WAITING = 1_024;

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final JsonMapper JSON = new JsonMapper();

    /** A part of a path may hold an encoded slash, dot or percent; routes match the path as it came. */
    private static final UriCompliance ENCODED_PARTS = UriCompliance.RFC3986.with(
            "encoded-parts",
            UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
            UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
            UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
            UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
            UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS);

    private final List<Component> components;
    private final ProblemTable problems;
    private final PrometheusMeterRegistry metrics;
    private final Javalin javalin;

    /**
     * @param components whose checks make up {@code /health}
     * @param routes adds the service's own routes
     */
    public HttpServer(
            List<Component> components,
            ProblemTable problems,
            PrometheusMeterRegistry metrics,
            Consumer<RoutesConfig> routes) {
        this.components = List.copyOf(components);
        this.problems = problems;
        this.metrics = metrics;
        this.javalin = Javalin.create(config -> {
            config.concurrency.useVirtualThreads = true;
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.maxRequestSize = MAX_BODY_BYTES;
            config.http.prefer405over404 = true;
            config.jetty.modifyHttpConfiguration(http -> {
                http.setUriCompliance(ENCODED_PARTS);
                http.setRequestHeaderSize(MAX_HEADER_BYTES);
                http.setIdleTimeout(STILL.toMillis());
            });
            config.jetty.addConnector((server, http) -> connector(server, http, config.jetty));
            config.jetty.modifyServletContextHandler(
                    servlets -> servlets.getServletHandler().setDecodeAmbiguousURIs(true));
            config.routes.get("/health", this::health);
            config.routes.get("/metrics", ctx -> ctx.contentType("text/plain; version=0.0.4")
                    .result(metrics.scrape()));
            config.routes.exception(HttpResponseException.class, (e, ctx) -> write(ctx, problem(e)));
            config.routes.exception(Exception.class, this::fail);
            config.requestLogger.http(this::count);
            routes.accept(config.routes);
        });
    }

    /** @param port 0 for any free one */
    public void start(String host, int port) {
        javalin.start(host, port);
        LOG.info("listens on http://{}:{}", host, javalin.port());
    }

    public int port() {
        return javalin.port();
    }

    /** Everything that it answers, such as {@code GET /v1/objects/{kind}}, by path. */
    public List<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .sorted(Comparator.comparing(endpoint -> endpoint.path))
                .map(endpoint -> endpoint.method.name() + " " + endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /** Answers with a problem. */
    public static void write(Context ctx, Problem problem) {
        ctx.status(problem.status())
                .contentType("application/problem+json")
                .result(JSON.writeValueAsBytes(problem.document()));
    }

    /** Answers with a JSON value: a tree, a record, a map or a list. */
    public static void json(Context ctx, Object value) {
        ctx.contentType("application/json").result(JSON.writeValueAsBytes(value));
    }

    /** What takes the connections. */
    AbstractConnector connector() {
        return (AbstractConnector) javalin.jettyServer().server().getConnectors()[0];
    }

    private static Connector connector(Server server, HttpConfiguration http, JettyConfig address) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.host);
        connector.setPort(address.port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(WAITING);
        return connector;
    }

    private void health(Context ctx) {
        Map<String, Object> parts = new LinkedHashMap<>();
        boolean ready = true;
        for (Component component : components) {
            Health health = component.check();
            parts.put(component.name(), health);
            ready &= health.ready();
        }
        ctx.status(ready ? 200 : UNAVAILABLE);
        json(ctx, Map.of("ready", ready, "parts", parts));
    }

    private void fail(Exception error, Context ctx) {
        Problem problem = problems.of(error);
        if (problem.status() == UNAVAILABLE) {
            LOG.warn("{} {} answers 503: {}", ctx.method(), ctx.path(), problem.detail());
            ctx.header("Retry-After", "1");
        } else if (problem.status() == TOO_MANY) {
            ctx.header("Retry-After", "1");
        } else if (problem.status() >= 500) {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), error);
        }
        write(ctx, problem);
    }

    private static Problem problem(HttpResponseException e) {
        String type = e.getStatus() == 413 ? "too-large" : "http-" + e.getStatus();
        return new Problem(e.getStatus(), type, "Request refused", e.getMessage());
    }

    private void count(Context ctx, Float millis) {
        Timer.builder("dsel.http.requests")
                .tag("method", ctx.method().toString())
                .tag("status", Integer.toString(ctx.statusCode()))
                .register(metrics)
                .record((long) (millis * 1000), TimeUnit.MICROSECONDS);
    }
}
