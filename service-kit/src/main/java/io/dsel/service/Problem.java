package io.dsel.service;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error as {@code application/problem+json} (RFC 9457).
 *
 * @param status HTTP status
 * @param type last part of the type's URI, such as {@code unknown-kind}
 * @param title the same for every problem of the type
 * @param detail what was wrong this time, where, and what to do
 * @param members further members, in order; values are JSON trees, text or numbers
 */
public record Problem(int status, String type, String title, String detail, Map<String, Object> members) {
    private static final String TYPES = "https://dsel.io/problems/";

    public Problem {
        members = new LinkedHashMap<>(members);
    }

    public Problem(int status, String type, String title, String detail) {
        this(status, type, title, detail, Map.of());
    }

    /** The same with one more member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(name, value);
        return new Problem(status, type, title, detail, more);
    }

    /** The members of the JSON document, in order. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPES + type);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", detail);
        document.putAll(members);
        return document;
    }
}
