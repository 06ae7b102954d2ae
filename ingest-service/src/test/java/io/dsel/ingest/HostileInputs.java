package io.dsel.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What is sent to do harm, or by a program gone wrong, and what it is told. Nothing of it is ever stored. */
final class HostileInputs {
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final String EVENTS = "/v1/events";

    private HostileInputs() {}

    /**
     * One of them.
     *
     * @param names what the answer must name
     */
    record Hostile(
            String what,
            String method,
            String path,
            String type,
            byte[] body,
            int status,
            String problem,
            String names) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** Those that no schema is needed to know. */
    static List<Hostile> all() {
        List<Hostile> all = new ArrayList<>();
        structure(all);
        texts(all);
        names(all);
        fields(all);
        yaml(all);
        others(all);
        return all;
    }

    /** Those that only a kind's schema tells. */
    static List<Hostile> ofTypedKinds() {
        String deployment = "{'kind':'DeploymentAppliedEvent','meta':{'name':'hostile','appId':'a'},"
                + "'spec':{'deployment':{'meta':{'name':'hostile','appId':'a'},'spec':{"
                + "'artifact':{'name':'i','version':'1'},'environment':'e','replicas':%s}}}}";
        return IntStream.range(0, 3)
                .mapToObj(i -> event(
                        "replicas "
                                + List.of("beyond 32 bits", "beyond 64 bits", "with a fraction")
                                        .get(i),
                        deployment.formatted(List.of("2147483648", "9223372036854775808", "1.5")
                                .get(i)),
                        422,
                        "spec.deployment.spec.replicas"))
                .toList();
    }

    private static void structure(List<Hostile> all) {
        all.add(event("deep JSON", widget("n", "[".repeat(101) + "]".repeat(101)), 400, "depth"));
        all.add(event("very deep JSON", "[".repeat(100_000), 400, "depth"));
        all.add(event("deep objects", "{'a':".repeat(200_000), 400, "depth"));
        byte[] arrays = "[".repeat(5_000_000).getBytes(UTF_8);
        all.add(of("JSON of more memory than bytes", EVENTS, JSON, arrays, 413, "too-large", "memory"));
        all.add(of("huge JSON", EVENTS, JSON, new byte[(16 << 20) + 1], 413, "too-large", "bytes"));
        all.add(event("a duplicate key", "{'kind':'x','kind':'y'}", 400, "duplicate key \\\"kind\\\""));
        all.add(event("a duplicate key within", widget("n", "{'a':[{'b':1,'b':1}]}"), 400, "duplicate key"));
        all.add(event("a duplicate key in two spellings", widget("n", "{'a':1,'\\u0061':2}"), 400, "duplicate key"));
        all.add(event("a duplicate key of a megabyte", twice("k".repeat(1 << 20)), 400, "Name length"));
        all.add(event("a number of many digits", widget("n", "1".repeat(401)), 400, "401"));
        all.add(event("an exponent beyond all bounds", widget("n", "1e99999999999"), 400, "exponent"));
        for (String number : List.of(
                "1e309",
                "-1e309",
                "1.8e308",
                "1e999999999",
                "1e-999999999",
                "0e999999999",
                "1e-324",
                "9".repeat(310))) {
            all.add(event("the number " + number, widget("n", number), 422, "spec.widget.n"));
        }
        for (String number : List.of("NaN", "Infinity", "-Infinity", "0x10", "+1", ".5", "1.", "01")) {
            all.add(event("the number " + number, widget("n", number), 400, "line 1"));
        }
        all.add(event("two values", "{} {}", 400, "something follows"));
        all.add(event("many unknown fields", manyFields(200_000), 422, "more fields that are wrong"));
    }

    private static void texts(List<Hostile> all) {
        all.add(event("half a surrogate pair", widget("n", "'a\\ud800b'"), 422, "spec.widget.n"));
        all.add(event("the other half", widget("n", "['\\udc00']"), 422, "spec.widget.n[0]"));
        all.add(event("half a pair in a key", widget("n", "{'\\ud800':1}"), 400, "surrogate"));
        all.add(event("half a pair in an unknown field", "{'\\ud800':1}", 400, "surrogate"));
        all.add(event("half a pair in a kind", "{'kind':'\\ud800','spec':{}}", 422, "kind"));
        all.add(event("half a pair in a condition", "{'condition':{'ifMatch':5,'x':'\\ud800'}}", 422, "condition"));
        all.add(event("NUL", widget("n", "'a\\u0000b'"), 422, "spec.widget.n"));
        all.add(event("NUL in a key", widget("n", "{'\\u0000':1}"), 422, "spec.widget.n"));
        all.add(event("NUL as it is", widget("n", "'a\0b'"), 400, "line 1"));
        all.add(event("a control character as it is", widget("n", "'a\1b'"), 400, "line 1"));
        for (String bytes : List.of("\u00ed\u00a0\u0080", "\u00c0\u00af", "\u00f5\u0080\u0080\u0080", "\u00e2\u0082")) {
            byte[] body = widget("n", "'" + bytes + "'").replace('\'', '"').getBytes(ISO_8859_1);
            all.add(of("bytes that are no UTF-8", EVENTS, JSON, body, 400, "syntax", "UTF-8"));
        }
        all.add(of("UTF-16 as YAML", EVENTS, YAML, "kind: x".getBytes(UTF_16), 400, "syntax", "UTF-8"));
    }

    private static void names(List<Hostile> all) {
        List<String> bad = List.of(
                "..",
                ".",
                "../x",
                "a/../b",
                "a//b",
                "/a",
                "a/",
                "a\\u0000b",
                "a\\nb",
                "a\\u007fb",
                "a\\u0085b",
                "a\\ud800",
                "a\\u202eb",
                "a\\u200bb",
                "\\ufeffa",
                " a",
                "a ",
                "\\u00a0a",
                "e\\u0301",
                "\\uff41dmin",
                "\\ufb01le",
                "p\\u0430ypal",
                "\\u03b1dmin",
                "\\ue000",
                "\\u2028x",
                "x".repeat(401),
                "\\u20ac".repeat(134));
        for (String name : bad) {
            all.add(event("the name " + shown(name), meta("'name':'" + name + "'"), 422, "meta.name"));
            all.add(event("the appId " + shown(name), meta("'name':'w','appId':'" + name + "'"), 422, "meta.appId"));
        }
        all.add(event("a name with /", meta("'name':'a/b'"), 422, "meta.name"));
        all.add(put("a path with .. encoded", "/v1/objects/Widget/a/%2E%2E", 422, "meta.name"));
        all.add(put("a path with / encoded", "/v1/objects/Widget/a/b%2Fc", 422, "meta.name"));
        all.add(put("a path that leaves its place", "/v1/objects/Widget/..%2F..%2Fetc/w", 422, "meta.appId"));
        all.add(put("a path with a look-alike", "/v1/objects/Widget/a/p%D0%B0ypal", 422, "meta.name"));
        all.add(put("a path with a control character", "/v1/objects/Widget/a/x%0Ay", 422, "meta.name"));
        all.add(put("a path with a kind that is none", "/v1/objects/W%D0%86dget/a/w", 422, "kind"));
        all.add(put("a manifest's own name with ..", "/v1/objects?app=..", 422, "meta.appId"));
    }

    private static void fields(List<Hostile> all) {
        for (String id : List.of("i".repeat(201), "i".repeat(513), "a b", "\\u00e9", "", "a\\u0000", "\\ud800")) {
            all.add(event("the id " + shown(id), meta("'name':'w','eventId':'" + id + "'"), 422, "meta.eventId"));
        }
        for (String field : List.of("userId", "correlationId", "causationId", "executionId", "region")) {
            for (String text : List.of("u".repeat(513), "a\\u0000b", "a\\r\\nb", "\\ud800")) {
                String meta = "'name':'w','" + field + "':'" + text + "'";
                all.add(event(field + " " + shown(text), meta(meta), 422, "meta." + field));
            }
        }
        all.add(event("a label with NUL", meta("'name':'w','labels':{'a':'\\u0000'}"), 422, "meta.labels.a"));
        all.add(event("a label of a number", meta("'name':'w','labels':{'a':1}"), 422, "meta.labels.a"));
        for (String time : List.of(
                "2200-01-01T00:00:00Z",
                "2262-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "1969-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T00:00:00",
                "now",
                "\\ud800")) {
            all.add(event("the time " + time, meta("'name':'w','timestamp':'" + time + "'"), 422, "meta.timestamp"));
        }
        all.add(event("a time that is a number", meta("'name':'w','timestamp':1e300"), 422, "meta.timestamp"));
        String version =
                "{'apiVersion':%s,'kind':'WidgetAppliedEvent','meta':{'name':'w','appId':'a'},'spec':{'widget':{}}}";
        for (String text : List.of("'v'", "'1'", "'apps/v1'", "'v1gamma1'", "'V1'", "5", "'v1\\n'", digits(100_000))) {
            all.add(event("the apiVersion " + shown(text), version.formatted(text), 422, "apiVersion"));
        }
        String typed = version.replace("Widget", "Artifact").replace("widget", "artifact");
        all.add(event("a version that the kind has not", typed.formatted("'v9'"), 422, "apiVersion"));
        all.add(of(
                "a manifest of a version that the kind has not",
                "/v1/objects?app=a",
                YAML,
                "{apiVersion: v9, kind: Artifact, meta: {name: w}, spec: {version: '1'}}".getBytes(UTF_8),
                422,
                "invalid-event",
                "apiVersion"));
        for (String kind : List.of("W".repeat(101) + "AppliedEvent", "W\\u0456dgetAppliedEvent", "x".repeat(1 << 20))) {
            all.add(event("the kind " + shown(kind), "{'kind':'" + kind + "','spec':{}}", 422, "kind"));
        }
        all.add(event(
                "a name that is an object", meta("'name':{'a':'" + "x".repeat(1 << 20) + "'}"), 422, "meta.name"));
    }

    private static void yaml(List<Hostile> all) {
        all.add(yaml("a tag of another language", "a: !!python/object/apply:os.system [id]", "tag"));
        all.add(yaml("a tag of Java", "a: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]", "tag"));
        all.add(yaml("a tag of one's own", "a: !shell x", "tag"));
        all.add(yaml("bytes", "a: !!binary aGk=", "tag"));
        all.add(yaml("a set", "a: !!set {x}", "tag"));
        all.add(yaml("a tag that does not fit", "a: !!int x", "int"));
        all.add(yaml("a bomb of aliases", bomb(), "aliases add more"));
        all.add(yaml(
                "a bomb of long strings", "a: &a " + "x".repeat(1 << 20) + "\nb: [*a, *a, *a, *a, *a]", "aliases"));
        all.add(yaml(
                "a bomb in many documents",
                ("---\na: &a [" + "1,".repeat(5_000) + "]\nb: [*a, *a]\n").repeat(20),
                "aliases add more"));
        all.add(yaml("an alias within itself", "a: &a [*a]", "alias"));
        all.add(yaml("an alias of nothing", "a: *b", "alias"));
        all.add(yaml("deep YAML", "a: " + "[".repeat(101) + "]".repeat(101), "nesting"));
        all.add(yaml("very deep YAML", "[".repeat(100_000), "nesting"));
        all.add(yaml("deep blocks", "- ".repeat(5_000) + "x", "nesting"));
        all.add(yaml("a duplicate key in YAML", "a: 1\n'a': 2", "duplicate key"));
        all.add(yaml("infinity", "a: .inf", ".inf"));
        all.add(yaml("no number", "a: .nan", ".nan"));
        all.add(yaml("NUL in YAML", "a: \0", "U+0000"));
        all.add(yaml("a key that is a list", "? [a]\n: b", "key"));
        String escaped = "kind: WidgetAppliedEvent\nmeta: {name: w, appId: a}\nspec: {widget: {text: \"%s\"}}";
        all.add(of(
                "NUL escaped in YAML",
                EVENTS,
                YAML,
                escaped.formatted("\\0").getBytes(UTF_8),
                422,
                "invalid-event",
                "spec.widget.text"));
    }

    private static void others(List<Hostile> all) {
        all.add(of("no object of kinds", "/v1/kinds", JSON, "[]".getBytes(UTF_8), 422, "invalid-event", "eventKinds"));
        all.add(of(
                "kinds with a path",
                "/v1/kinds",
                JSON,
                "{\"eventKinds\":[\"../x\"]}".getBytes(UTF_8),
                422,
                "invalid-event",
                "eventKinds[0]"));
        all.add(of(
                "another type", EVENTS, "text/html", "{}".getBytes(UTF_8), 415, "unsupported-media-type", "text/html"));
    }

    /** @param json with ' for " */
    private static Hostile event(String what, String json, int status, String names) {
        byte[] body = json.replace('\'', '"').getBytes(UTF_8);
        return of(what, EVENTS, JSON, body, status, status == 400 ? "syntax" : "invalid-event", names);
    }

    private static Hostile yaml(String what, String yaml, String names) {
        return of(what, EVENTS, YAML, yaml.getBytes(UTF_8), 400, "syntax", names);
    }

    private static Hostile put(String what, String path, int status, String names) {
        byte[] body = "{\"kind\":\"Widget\",\"metadata\":{\"name\":\"w\"}}".getBytes(UTF_8);
        byte[] none = "{}".getBytes(UTF_8);
        boolean query = path.contains("?");
        return new Hostile(
                what, query ? "POST" : "PUT", path, JSON, query ? body : none, status, "invalid-event", names);
    }

    private static Hostile of(
            String what, String path, String type, byte[] body, int status, String problem, String names) {
        return new Hostile(what, "POST", path, type, body, status, problem, names);
    }

    private static String widget(String field, String value) {
        return "{'kind':'WidgetAppliedEvent','meta':{'name':'w','appId':'a'},'spec':{'widget':{'" + field + "':" + value
                + "}}}";
    }

    /** @param fields with the name; an appId is added where they have none */
    private static String meta(String fields) {
        String appId = fields.contains("'appId'") ? "" : "'appId':'a',";
        return "{'kind':'WidgetAppliedEvent','meta':{" + appId + fields + "},'spec':{'widget':{}}}";
    }

    private static String twice(String key) {
        return "{'" + key + "':1,'" + key + "':2}";
    }

    private static String digits(int count) {
        return "'v" + "1".repeat(count) + "'";
    }

    private static String manyFields(int count) {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            json.append("'f").append(i).append("':0,");
        }
        return json.append("'spec':{}}").toString();
    }

    /** Nine levels, each of ten times the one before. */
    private static String bomb() {
        StringBuilder yaml = new StringBuilder("a: &a {x: 1}\n");
        for (char name = 'b'; name <= 'i'; name++) {
            String before = "*" + (char) (name - 1);
            yaml.append("%c: &%c [%s%s]%n".formatted(name, name, (before + ", ").repeat(9), before));
        }
        return yaml.toString();
    }

    private static String shown(String text) {
        return text.length() > 20 ? text.substring(0, 8) + "… of " + text.length() : "'" + text + "'";
    }
}
