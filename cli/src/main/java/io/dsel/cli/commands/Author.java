package io.dsel.cli.commands;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who writes, and why.
 *
 * @param request id of this run of the command; what it writes belongs together by it
 * @param execution null for the request's
 * @param comment null for none
 */
record Author(String user, String request, String execution, String comment) {

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Dsel-User", text(user));
        headers.put("Dsel-Request", text(request));
        headers.put("Dsel-Execution", text(execution));
        headers.put("Dsel-Comment", text(comment));
        return headers;
    }

    /** A header holds ASCII; anything else travels in the form of RFC 8187. */
    private static String text(String value) {
        if (value == null || value.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return value;
        }
        return "UTF-8''" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
