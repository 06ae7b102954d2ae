package io.dsel.gateway.store;

import java.util.Map;

/**
 * An instance's answer as it came.
 *
 * @param contentType null if the answer named none
 * @param headers those that a caller should see: the receipt's, {@code Retry-After}
 */
public record StoreAnswer(int status, String contentType, Map<String, String> headers, byte[] body) {}
