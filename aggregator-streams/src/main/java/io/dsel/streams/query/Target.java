package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Token;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** The path and query that another instance is asked with. */
final class Target {
    private Target() {}

    /** As they came, but with that token. */
    static String of(Context ctx, Optional<Token> token) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            if (!parameter.getKey().equals("token")) {
                parameter.getValue().forEach(value -> query.add(parameter(parameter.getKey(), value)));
            }
        }
        token.ifPresent(its -> query.add(parameter("token", its.text())));
        return ctx.req().getRequestURI() + query;
    }

    private static String parameter(String name, String value) {
        return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
}
