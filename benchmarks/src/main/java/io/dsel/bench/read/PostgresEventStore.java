package io.dsel.bench.read;

import io.dsel.bench.yardstick.Postgres;
import io.dsel.json.Json;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What changed, a row an event, with an index over entity and time; a state is folded from the first row on. */
final class PostgresEventStore implements AutoCloseable {
    private static final int BATCH = 1_000;

    private final Postgres server;
    private final LongHistory history;
    private final Connection connection;
    private final PreparedStatement select;

    /** Fills the store; closes the server if that fails. */
    PostgresEventStore(Postgres server, LongHistory history) throws SQLException, InterruptedException {
        this.server = server;
        this.history = history;
        try {
            this.connection = server.connect();
            fill();
            this.select = connection.prepareStatement(
                    "SELECT change FROM events WHERE entity = ? AND time <= ? ORDER BY time, id");
        } catch (SQLException e) {
            server.close();
            throw e;
        }
    }

    /** The object as it was then. */
    JsonNode stateAt(Instant time) throws SQLException {
        ObjectNode state = Json.MAPPER.createObjectNode();
        select.setString(1, history.name());
        select.setLong(2, time.toEpochMilli());
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                apply(state, Json.parse(rows.getBytes(1)));
            }
        }
        return state;
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        try {
            connection.close();
        } finally {
            server.close();
        }
    }

    private void fill() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE events (entity text, time bigint, id text, change bytea,"
                    + " PRIMARY KEY (entity, time, id))");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO events VALUES (?, ?, ?, ?)")) {
            for (int number = 0; number < history.events(); number++) {
                insert.setString(1, history.name());
                insert.setLong(2, history.time(number).toEpochMilli());
                insert.setString(3, history.eventId(number));
                insert.setBytes(4, Json.writeBytes(history.change(number)));
                insert.addBatch();
                if (number % BATCH == BATCH - 1 || number == history.events() - 1) {
                    insert.executeBatch();
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE events");
        }
    }

    private static void apply(ObjectNode state, JsonNode change) {
        for (Map.Entry<String, JsonNode> field : change.properties()) {
            if (field.getValue().isObject() && state.get(field.getKey()) instanceof ObjectNode inner) {
                apply(inner, field.getValue());
            } else {
                state.set(field.getKey(), field.getValue());
            }
        }
    }
}
