package io.dsel.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Path and query of a request, encoded. */
record Target(String path, List<String> query) {
    Target {
        query = List.copyOf(query);
    }

    Target(String path) {
        this(path, List.of());
    }

    Target with(String name, Optional<String> value) {
        return with(name, value.stream().toList());
    }

    Target with(String name, List<String> values) {
        List<String> more = new ArrayList<>(query);
        values.forEach(value -> more.add(name + "=" + encode(value)));
        return new Target(path, more);
    }

    String text() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** For a path and for a query alike. */
    static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
