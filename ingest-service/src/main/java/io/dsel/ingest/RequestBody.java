package io.dsel.ingest;

import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.json.Yaml;
import io.dsel.json.YamlDocument;
import io.dsel.service.HttpServer;
import io.dsel.service.ProblemException;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * A body that is read whole.
 *
 * @param items its documents, or the elements of the array that it is
 * @param single whether it is one document and no array
 * @param atomic whether it says that all are to be stored or none: {@code {"atomic": true, "events": [...]}}
 */
record RequestBody(List<JsonNode> items, boolean single, boolean atomic) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);
    private static final int PART_BYTES = 16 << 10;
    private static final int LEAST_BYTES = 512;
    private static final Duration DISCARDING = Duration.ofSeconds(30);

    /** What a body may be written in. */
    enum Format {
        JSON,
        YAML,
        NDJSON
    }

    /**
     * The format that the request names.
     *
     * @throws ProblemException 415 if it names none that is known
     */
    static Format format(String contentType) {
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        int parameters = type.indexOf(';');
        String name = parameters < 0 ? type : type.substring(0, parameters).strip();
        if (parameters >= 0
                && type.contains("charset=")
                && !type.replace("\"", "").contains("charset=utf-8")) {
            throw unsupported("text must be in UTF-8, not in that of '" + contentType + "'");
        }
        return switch (name) {
            case "application/json" -> Format.JSON;
            case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" -> Format.YAML;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> Format.NDJSON;
            default ->
                throw unsupported("the content type must be application/json, application/yaml or"
                        + " application/x-ndjson, not " + (name.isEmpty() ? "absent" : "'" + name + "'"));
        };
    }

    /**
     * The body's bytes as they come, unpacked where they are packed.
     *
     * @throws ProblemException 415 if they are packed in a way that is not known
     */
    static InputStream stream(Context ctx) throws IOException {
        String encoding = ctx.header("Content-Encoding");
        InputStream raw = ctx.req().getInputStream();
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return raw;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw unsupported("the content encoding must be gzip or none, not '" + encoding + "'");
        }
        try {
            return new GZIPInputStream(raw);
        } catch (ZipException e) {
            throw new SyntaxException("the body is not gzip: " + e.getMessage(), -1, -1, e);
        }
    }

    /** Told of what a body takes before it takes it; may end the reading by an exception. */
    interface Meter {
        /** It is about to be read. @param length in bytes, or -1 where nobody says; packed, it may become more */
        void begin(long length) throws InterruptedException;

        /** A part of it, so many bytes, is to be kept. */
        void read(int bytes) throws InterruptedException;

        /** All of it has come, and is to be taken apart. @param cost of {@link BodyCost} */
        void parse(long cost) throws InterruptedException;
    }

    /**
     * @param most bytes, unpacked
     * @throws ProblemException 413 if it has more, 415 if it is neither JSON nor YAML
     * @throws SyntaxException with line and column if the text is not in its format
     */
    static RequestBody read(Context ctx, int most, Meter meter) throws IOException, InterruptedException {
        Format format = format(ctx.contentType());
        if (format == Format.NDJSON) {
            throw unsupported("a stream of lines is taken by POST /v1/events only");
        }
        byte[] text = bytes(ctx, most, meter);
        meter.parse(BodyCost.of(text, format));
        return parse(text, format);
    }

    private static byte[] bytes(Context ctx, int most, Meter meter) throws IOException, InterruptedException {
        if (ctx.req().getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        long length = ctx.req().getContentLengthLong();
        meter.begin(length);
        int room =
                length < 0 ? PART_BYTES : (int) Math.clamp(length, LEAST_BYTES, PART_BYTES); // says, and may not send
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(room);
        byte[] part = new byte[room];
        try (InputStream in = stream(ctx)) {
            for (int read = in.read(part); read >= 0; read = in.read(part)) {
                if (bytes.size() + read > most) {
                    throw tooLarge(most);
                }
                meter.read(read);
                bytes.write(part, 0, read);
            }
            return bytes.toByteArray();
        } catch (ZipException e) {
            throw new SyntaxException("the body is not gzip: " + e.getMessage(), -1, -1, e);
        }
    }

    /**
     * Reads what is left of the body and forgets it. A client that is answered while it still sends may find the connection
     * broken, and never see the answer.
     */
    static void discard(Context ctx) {
        long until = System.nanoTime() + DISCARDING.toNanos();
        byte[] part = new byte[PART_BYTES];
        try {
            InputStream in = ctx.req().getInputStream();
            int left = HttpServer.MAX_BODY_BYTES;
            int read = 0;
            while (read >= 0 && left > 0 && System.nanoTime() < until) {
                left -= read;
                read = in.read(part);
            }
        } catch (IOException e) {
            LOG.debug("a client that is to be refused has gone: {}", e.toString());
        }
    }

    /** @throws SyntaxException with line and column if the text is not in the format */
    static RequestBody parse(byte[] text, Format format) {
        if (format == Format.YAML) {
            List<JsonNode> documents =
                    Yaml.documents(text).stream().map(YamlDocument::value).toList();
            if (documents.isEmpty()) {
                throw new SyntaxException("no YAML document: the text is empty", 1, 1);
            }
            return documents.size() == 1 ? of(documents.getFirst()) : new RequestBody(documents, false, false);
        }
        return of(Json.parse(text));
    }

    private static RequestBody of(JsonNode document) {
        if (document.isArray()) {
            return new RequestBody(elements(document), false, false);
        }
        if (document.path("atomic").isBoolean() && document.path("events").isArray()) {
            return new RequestBody(
                    elements(document.path("events")),
                    false,
                    document.path("atomic").booleanValue());
        }
        return new RequestBody(List.of(document), true, false);
    }

    private static List<JsonNode> elements(JsonNode array) {
        List<JsonNode> items = new ArrayList<>(array.size());
        array.forEach(items::add);
        return items;
    }

    private static ProblemException tooLarge(int most) {
        return new ProblemException(IngestProblems.tooLarge("the body has more than " + most
                + " bytes; send fewer events at once, or a stream of application/x-ndjson"));
    }

    private static ProblemException unsupported(String detail) {
        return new ProblemException(IngestProblems.unsupportedMediaType(detail));
    }
}
