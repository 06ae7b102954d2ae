package io.dsel.gateway.watch;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * {@code GET /v1/watch}. Writes to the servlet's own stream: it blocks while the reader takes nothing, which is what pauses the
 * watch; and nothing compresses it, which would keep events back.
 */
public final class WatchRoutes {
    private final Watches watches;
    private final String region;
    private final Duration patience;

    /** @param patience how long a reader may take nothing before it is hung up on; it resumes where it was */
    public WatchRoutes(Watches watches, String region, Duration patience) {
        this.watches = watches;
        this.region = region;
        this.patience = patience;
    }

    public void add(RoutesConfig routes) {
        routes.get("/v1/watch", this::watch);
    }

    private void watch(Context ctx) {
        WatchRequest request = WatchParameters.read(ctx.queryParamMap(), ctx.header("Last-Event-ID"));
        watches.serve(request, () -> open(ctx));
    }

    private OutputStream open(Context ctx) {
        ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .setIdleTimeout(patience.toMillis());
        HttpServletResponse response = ctx.res();
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-cache, no-transform");
        response.setHeader("X-Accel-Buffering", "no"); // proxies that know it pass events on at once
        response.setHeader("Connection", "close");
        response.setHeader("Dsel-Tier", "log");
        response.setHeader("Dsel-Region", region);
        try {
            return response.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("no stream to the reader", e);
        }
    }
}
