package io.dsel.streams.query;

import io.javalin.http.Context;
import java.util.Map;

/**
 * What is sent, by this instance or by another that was asked.
 *
 * @param headers those of the receipt
 */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {

    void send(Context ctx) {
        headers.forEach(ctx::header);
        ctx.status(status).contentType(contentType).result(body);
    }
}
