package io.dsel.sink.bulk;

import java.nio.charset.StandardCharsets;

/** An HTTP answer. */
public record BulkReply(int status, byte[] body) {
    /** For people. */
    public String text() {
        return status + " " + new String(body, StandardCharsets.UTF_8);
    }
}
