package io.dsel.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a position belongs to.
 *
 * @param cluster fingerprint of the cluster whose offsets it names
 * @param filter fingerprint of what the watch wants
 */
record WatchIdentity(int cluster, int filter) {

    static WatchIdentity of(String clusterId, WatchFilter filter) {
        return new WatchIdentity(fingerprint(clusterId), fingerprint(filter.description()));
    }

    private static int fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return ByteBuffer.wrap(digest).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
