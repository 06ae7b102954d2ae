package io.dsel.cli.api;

import java.util.Optional;

/**
 * Takes server-sent events from the lines of a stream (HTML standard, 9.2.6). What a break cut off is not taken, and neither
 * is its id.
 */
public final class ServerSentEvents {
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private String id;
    private String lastId;

    /** @param data its lines, joined */
    public record Message(String name, String data) {}

    /** @param start the id of the last event that was taken before; null for none */
    public ServerSentEvents(String start) {
        this.lastId = start;
        this.id = start;
    }

    /** The event that this line ends, if it ends one. */
    public Optional<Message> line(String line) {
        if (line.isEmpty()) {
            return end();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        value = value.startsWith(" ") ? value.substring(1) : value;
        switch (field) {
            case "data" -> data.append(value).append('\n');
            case "event" -> name = value;
            case "id" -> id = value;
            default -> {} // a comment, or what this reader does not know
        }
        return Optional.empty();
    }

    /** Where to go on after a break; null if the stream has not told. */
    public String lastId() {
        return lastId;
    }

    private Optional<Message> end() {
        lastId = id;
        Optional<Message> message = data.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message(name.isEmpty() ? "message" : name, data.substring(0, data.length() - 1)));
        data.setLength(0);
        name = "";
        return message;
    }
}
