package io.dsel.avro;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A registry in memory that can go away, or refuse what it is asked. */
public final class AwayRegistry {
    public final MockSchemaRegistryClient mock = new MockSchemaRegistryClient();
    public boolean away;
    public boolean refuses;

    public SchemaRegistryClient client() {
        return (SchemaRegistryClient) Proxy.newProxyInstance(
                AwayRegistry.class.getClassLoader(),
                new Class<?>[] {SchemaRegistryClient.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (away) {
            throw new IOException("connection refused");
        }
        if (refuses) {
            throw new RestClientException("incompatible", 409, 409);
        }
        try {
            return method.invoke(mock, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
