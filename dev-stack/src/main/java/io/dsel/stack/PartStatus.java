package io.dsel.stack;

import java.net.URI;
import java.time.Instant;

/**
 * How a part was when the supervisor last looked; one entry of {@link StackFile}.
 *
 * @param pid null when the part has no process
 * @param started null when the part has no process
 * @param readyAfterMillis from start to ready; null until then
 */
public record PartStatus(
        String name,
        PartState state,
        Long pid,
        Instant started,
        Long readyAfterMillis,
        int port,
        String url,
        URI health,
        String log) {}
