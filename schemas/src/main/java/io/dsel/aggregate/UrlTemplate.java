package io.dsel.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL with parameters, {@code https://cmdb.example.com/apps/{app}?by={by}}. Who gives them can't choose the host by them,
 * nor leave the part of the path or of the query in which they stand.
 */
public final class UrlTemplate {
    static final String NAME = "[a-z][A-Za-z0-9_]{0,49}";

    private static final Pattern PARAMETER = Pattern.compile("\\{(" + NAME + ")}");
    /** Some servers take {@code %2F} for a slash. */
    private static final Pattern STEPS = Pattern.compile("(^|[/\\\\])\\.\\.?($|[/\\\\])");

    private static final int MOST_CHARACTERS = 2_000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final String UNRESERVED = "-._~"; // beside letters and digits: RFC 3986, 2.3

    private final String text;
    private final String host;
    private final SortedSet<String> parameters;

    private UrlTemplate(String text, String host, SortedSet<String> parameters) {
        this.text = text;
        this.host = host;
        this.parameters = Collections.unmodifiableSortedSet(parameters);
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static UrlTemplate parse(String text) {
        require(text.length() <= MOST_CHARACTERS, "has " + text.length() + " characters; at most " + MOST_CHARACTERS);
        SortedSet<String> parameters = new TreeSet<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            parameters.add(matcher.group(1));
        }
        String filled = PARAMETER.matcher(text).replaceAll("x");
        require(!filled.contains("{") && !filled.contains("}"), "has braces that are around no parameter's name");
        URI url = url(filled);
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        require(Set.of("http", "https").contains(scheme), "begins with neither https:// nor http://");
        int authority = text.indexOf("//") + 2;
        int first = text.indexOf('{');
        require(first < 0 || first > endOfAuthority(text, authority), "has a parameter where the host is");
        require(url.getHost() != null, "names no host");
        require(url.getUserInfo() == null, "names a user, which others would read here");
        require(url.getFragment() == null, "has a fragment, which no server is sent");
        int port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new UrlTemplate(text, url.getHost().toLowerCase(Locale.ROOT) + ":" + port, parameters);
    }

    /** Those that it takes. */
    public SortedSet<String> parameters() {
        return parameters;
    }

    /** {@code host:port}, in small letters. */
    public String host() {
        return host;
    }

    /** @throws IllegalArgumentException if a parameter is missing, or its value would be another place in a path */
    public URI fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = values.get(name);
            require(value != null, "the parameter " + name + " is missing");
            require(!STEPS.matcher(value).find(), "the parameter " + name + " holds a step to another folder, . or ..");
            matcher.appendReplacement(filled, Matcher.quoteReplacement(encoded(value)));
        }
        return url(matcher.appendTail(filled).toString());
    }

    private static int endOfAuthority(String text, int begin) {
        int end = begin;
        while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getReason(), e);
        }
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte next : value.getBytes(UTF_8)) {
            char character = (char) (next & 0xFF);
            boolean plain = character < 0x80 && Character.isLetterOrDigit(character);
            if (plain || UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
