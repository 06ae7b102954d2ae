package io.dsel.ingest.writer;

import java.net.URI;
import java.util.Optional;

/** Where an instance is reached by the others, and how it says so to the group. */
public record Address(String host, int port) {
    private static final String CLIENT = "dsel-ingest@";

    /** The address that a member's client id holds; empty if it is none of ours. */
    static Optional<Address> ofClient(String clientId) {
        int colon = clientId.lastIndexOf(':');
        if (!clientId.startsWith(CLIENT) || colon < CLIENT.length()) {
            return Optional.empty();
        }
        return Optional.of(new Address(
                clientId.substring(CLIENT.length(), colon), Integer.parseInt(clientId.substring(colon + 1))));
    }

    String clientId() {
        return CLIENT + host + ":" + port;
    }

    /** Of the characters that a group takes. */
    String instanceId() {
        return host.replaceAll("[^A-Za-z0-9.-]", "_") + "_" + port;
    }

    URI url() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return URI.create("http://" + name + ":" + port);
    }
}
