package io.dsel.avro;

import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS;
import static io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig.MAX_RETRIES_CONFIG;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dsel.event.InvalidEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/**
 * Schemas and their ids in the registry, each asked for once. A subject has its record's full name, so that several
 * apiVersions of a kind may share its topic.
 */
final class RegisteredSchemas implements AutoCloseable {
    private static final int SCHEMAS_CACHED = 10_000;
    private static final String FULL_TRANSITIVE = "FULL_TRANSITIVE";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final SchemaRegistryClient registry;
    private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();

    RegisteredSchemas(SchemaRegistryClient registry) {
        this.registry = registry;
    }

    /** @param patience how long one answer of the registry is waited for */
    static RegisteredSchemas at(String url, Duration patience) {
        int millis = Math.toIntExact(patience.toMillis());
        Map<String, Object> settings =
                Map.of(HTTP_CONNECT_TIMEOUT_MS, millis, HTTP_READ_TIMEOUT_MS, millis, MAX_RETRIES_CONFIG, 1);
        return new RegisteredSchemas(new CachedSchemaRegistryClient(url, SCHEMAS_CACHED, settings));
    }

    /**
     * The schema's id; registers it where the registry does not have it.
     *
     * @throws InvalidEventException if the registry finds it incompatible with an earlier version
     * @throws RegistryUnavailableException if the registry does not answer
     */
    int idOf(Schema schema) {
        Integer known = ids.get(schema);
        return known != null ? known : register(schema);
    }

    /**
     * The record's schema that has this id.
     *
     * @throws UnreadableEventException if the registry has no record's schema of that id
     * @throws RegistryUnavailableException if the registry does not answer
     */
    Schema byId(int id) {
        try {
            Object raw = registry.getSchemaById(id).rawSchema();
            if (raw instanceof Schema schema && schema.getType() == Schema.Type.RECORD) {
                return schema;
            }
            throw new UnreadableEventException("schema " + id + " is not that of a record");
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                throw new UnreadableEventException("schema " + id + " is not in the registry", e);
            }
            throw new RegistryUnavailableException("the schema registry answered " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * All versions that the registry has of a schema's subject, oldest first.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    List<Schema> versions(String subject) {
        try {
            List<Schema> schemas = new ArrayList<>();
            for (int version : registry.getAllVersions(subject)) {
                int id = registry.getSchemaMetadata(subject, version).getId();
                schemas.add(byId(id));
            }
            return schemas;
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND) {
                return List.of();
            }
            throw new RegistryUnavailableException("the schema registry answered " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }

    /**
     * Lets the registry hold all versions of a subject to reading one another, both ways.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    void requireFullCompatibility(String subject) {
        try {
            registry.updateCompatibility(subject, FULL_TRANSITIVE);
        } catch (RestClientException e) {
            throw new RegistryUnavailableException(
                    "the schema registry does not hold " + subject + " to " + FULL_TRANSITIVE + ": " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the schema registry's client", e);
        }
    }

    private int register(Schema schema) {
        try {
            int id = registry.register(schema.getFullName(), new AvroSchema(schema));
            ids.put(schema, id);
            return id;
        } catch (RestClientException e) {
            if (e.getStatus() == CONFLICT) {
                throw new InvalidEventException("kind", "the registry refuses the schema: " + e.getMessage());
            }
            throw new RegistryUnavailableException(
                    "the schema registry refuses " + schema.getFullName() + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }
}
