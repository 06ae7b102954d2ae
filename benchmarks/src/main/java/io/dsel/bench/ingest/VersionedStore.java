package io.dsel.bench.ingest;

import io.dsel.bench.yardstick.Postgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event store as it is often built on PostgreSQL: a row an event, the key is entity and version, an id is taken once.
 * Durable as the server is by default.
 */
final class VersionedStore implements AutoCloseable {
    private final Postgres server;

    VersionedStore(Postgres server) throws SQLException, InterruptedException {
        this.server = server;
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE events (entity text, version int, id text UNIQUE, body bytea,"
                    + " PRIMARY KEY (entity, version))");
        } catch (SQLException e) {
            server.close();
            throw e;
        }
    }

    /** One client's connection; each append is a transaction. */
    static final class Session implements AutoCloseable {
        private final Connection connection;
        private final PreparedStatement insert;

        private Session(Connection connection) throws SQLException {
            this.connection = connection;
            this.insert = connection.prepareStatement("INSERT INTO events SELECT ?, ?, ?, ? WHERE"
                    + " (SELECT coalesce(max(version), -1) FROM events WHERE entity = ?) = ?");
        }

        /** @throws AssertionError if the entity is at another version than the one before */
        void append(String entity, int version, String id, byte[] body) throws SQLException {
            insert.setString(1, entity);
            insert.setInt(2, version);
            insert.setString(3, id);
            insert.setBytes(4, body);
            insert.setString(5, entity);
            insert.setInt(6, version - 1);
            if (insert.executeUpdate() != 1) {
                throw new AssertionError(entity + " is not at version " + (version - 1));
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    Session open() throws SQLException {
        return new Session(server.connect());
    }

    /** Of every entity, the ids of its events in order. */
    Map<String, List<String>> ids() throws SQLException {
        Map<String, List<String>> ids = new TreeMap<>();
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT entity, id FROM events ORDER BY entity, version")) {
            while (rows.next()) {
                ids.computeIfAbsent(rows.getString(1), entity -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return ids;
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
