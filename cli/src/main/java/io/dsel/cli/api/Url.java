package io.dsel.cli.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Path and query of a request, from parts that may hold any character.
 *
 * @param path encoded
 * @param query encoded {@code name=value} pairs
 */
public record Url(String path, List<String> query) {
    public Url {
        query = List.copyOf(query);
    }

    /** The path of these parts, in order. */
    public static Url of(String... parts) {
        StringBuilder path = new StringBuilder();
        for (String part : parts) {
            path.append('/').append(encode(part));
        }
        return new Url(path.toString(), List.of());
    }

    /** The same with one more parameter; the same if the value is null. */
    public Url with(String name, Object value) {
        if (value == null) {
            return this;
        }
        List<String> more = new ArrayList<>(query);
        more.add(encode(name) + "=" + encode(value.toString()));
        return new Url(path, more);
    }

    /** The same with a parameter given once for each value. */
    public Url withEach(String name, List<String> values) {
        Url url = this;
        for (String value : values) {
            url = url.with(name, value);
        }
        return url;
    }

    URI at(URI service) {
        String base = service.toString().replaceAll("/+$", "");
        return URI.create(base + path + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    /** Dots alone would be taken for the folder itself or the one above. */
    private static String encode(String part) {
        if (part.equals(".") || part.equals("..")) {
            return part.replace(".", "%2E");
        }
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
