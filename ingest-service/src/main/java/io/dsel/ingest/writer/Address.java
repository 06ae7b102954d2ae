package io.dsel.ingest.writer;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/** Where an instance is reached by the others, and how it says so to the group. */
public record Address(String host, int port) {
    private static final String CLIENT = "dsel-ingest@";

    /**
     * What others are told.
     *
     * @param advertised the host that the operator gave, or empty
     * @param listened on what address it listens; one that stands for all of them says nothing to others, and then it is
     *     the machine's own
     */
    public static Address of(String advertised, String listened, int port) {
        try {
            if (!advertised.isEmpty()) {
                return new Address(advertised, port);
            }
            boolean all = InetAddress.getByName(listened).isAnyLocalAddress();
            return new Address(all ? InetAddress.getLocalHost().getHostAddress() : listened, port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "advertised.host is empty, and the machine's own address is not known: " + e.getMessage(), e);
        }
    }

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
