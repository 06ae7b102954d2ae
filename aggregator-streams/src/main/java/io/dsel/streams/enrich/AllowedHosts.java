package io.dsel.streams.enrich;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The hosts that may be asked: others are refused, so that who may write a manifest can't reach what only the platform can.
 *
 * @param ports as {@code host:port}, in small letters
 */
public record AllowedHosts(Set<String> ports) {
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?");
    private static final String HTTPS = ":443";
    private static final String HTTP = ":80";

    public AllowedHosts {
        ports = Set.copyOf(ports);
    }

    /**
     * @param text hosts with commas between, each with a port or, without one, with those of HTTPS and HTTP
     * @throws IllegalArgumentException naming what is no host
     */
    public static AllowedHosts parse(String text) {
        Collection<String> ports = new TreeSet<>();
        for (String part : text.split(",")) {
            String host = part.strip().toLowerCase(Locale.ROOT);
            if (host.isEmpty()) {
                continue;
            }
            var matcher = HOST.matcher(host);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'" + part.strip() + "' is not a host such as cmdb.example.com or 10.0.0.7:8080");
            }
            if (matcher.group(2) == null) {
                ports.add(host + HTTPS);
                ports.add(host + HTTP);
            } else {
                ports.add(host);
            }
        }
        return new AllowedHosts(Set.copyOf(ports));
    }

    /** @param port as {@code host:port}, in small letters */
    boolean allows(String port) {
        return ports.contains(port);
    }
}
