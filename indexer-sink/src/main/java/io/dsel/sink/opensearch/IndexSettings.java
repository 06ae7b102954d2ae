package io.dsel.sink.opensearch;

import java.time.Duration;

/**
 * What can be chosen of an index when it is made.
 *
 * @param replicas a number, or {@code auto}: one where there is a second node to hold it
 * @param refresh how long until a document that was written can be found
 * @param codec of the stored documents: {@code default} (LZ4), {@code best_compression} (DEFLATE), or, where the
 *     plug-in for it is installed, {@code zstd} and {@code zstd_no_dict}
 */
public record IndexSettings(String replicas, Duration refresh, String codec) {
    public static final String AUTO = "auto";

    /**
     * The text, if it is a choice of replicas.
     *
     * @throws IllegalArgumentException saying what is one
     */
    public static String requireReplicas(String text) {
        if (!text.equals(AUTO) && !text.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + text + "' is neither " + AUTO + " nor a number of replicas");
        }
        return text;
    }
}
