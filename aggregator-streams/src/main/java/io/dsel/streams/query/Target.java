package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Token;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The path and query that another instance is asked with. */
final class Target {
    private static final Set<String> OWN = Set.of("token", "timeoutMs");

    private Target() {}

    /** As they came, but with that token, and without the time that it may take. */
    static String of(Context ctx, Optional<Token> token) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (Map.Entry<String, List<String>> parameter : ctx.queryParamMap().entrySet()) {
            if (!OWN.contains(parameter.getKey())) {
                parameter.getValue().forEach(value -> query.add(parameter(parameter.getKey(), value)));
            }
        }
        token.ifPresent(its -> query.add(parameter("token", its.text())));
        return ctx.req().getRequestURI() + query;
    }

    /** The same, with the time that the answer may take. */
    static String within(String target, Duration time) {
        String separator = target.contains("?") ? "&" : "?";
        return target + separator + parameter("timeoutMs", Long.toString(Math.max(1, time.toMillis())));
    }

    private static String parameter(String name, String value) {
        return URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
    }
}
