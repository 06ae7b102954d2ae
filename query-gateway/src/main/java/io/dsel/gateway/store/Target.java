package io.dsel.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** The path of these parts. */
    static Target of(String... parts) {
        return new Target(Arrays.stream(parts).map(Target::encode).collect(Collectors.joining("/", "/", "")));
    }

    /** For a path and for a query alike; dots alone would be taken for the folder itself or the one above. */
    private static String encode(String text) {
        if (text.equals(".") || text.equals("..")) {
            return text.replace(".", "%2E");
        }
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
