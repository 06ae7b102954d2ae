package io.dsel.gateway;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;

/** The OpenAPI description of what the gateway answers, as it is written and as JSON. */
final class DescriptionRoutes {
    private static final String RESOURCE = "openapi.yaml";

    private final byte[] yaml;
    private final byte[] json;

    DescriptionRoutes() {
        this.yaml = resource();
        this.json = Json.writeBytes(Yaml.parse(yaml));
    }

    void add(RoutesConfig routes) {
        routes.get("/openapi.yaml", ctx -> send(ctx, "application/yaml", yaml));
        routes.get("/openapi.json", ctx -> send(ctx, "application/json", json));
    }

    static JsonNode document() {
        return Yaml.parse(resource());
    }

    /** Pages of other origins show it, such as an editor of such descriptions. */
    private static void send(Context ctx, String type, byte[] text) {
        ctx.header("Access-Control-Allow-Origin", "*").contentType(type).result(text);
    }

    private static byte[] resource() {
        try (InputStream in = DescriptionRoutes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not among the gateway's resources");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }
}
