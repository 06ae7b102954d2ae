package io.dsel.stack.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.stack.Part;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each outside part has acknowledged is there after a crash, on the same address. */
class DevStackExtensionIT {

    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().openSearch().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void aKilledBrokerComesBackWithItsRecords() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", "key", "value")).get(30, TimeUnit.SECONDS);
        }

        stack.kill(Part.BROKER);
        stack.start(Part.BROKER);

        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition("kept", 0)));
            List<String> values = new ArrayList<>();
            consumer.poll(Duration.ofSeconds(30)).forEach(read -> values.add(read.value()));
            assertEquals(List.of("value"), values);
        }
    }

    @Test
    void aKilledRegistryComesBackWithItsSchemas() throws Exception {
        String subject = stack.schemaRegistryUrl() + "/subjects/kept-value/versions";
        String schema = "{\"schema\": \"{\\\"type\\\": \\\"string\\\"}\"}";
        assertEquals(200, send("POST", subject, schema).statusCode());

        stack.kill(Part.REGISTRY);
        stack.start(Part.REGISTRY);

        assertEquals("[1]", send("GET", subject, "").body());
    }

    @Test
    void aKilledOpenSearchComesBackWithItsDocuments() throws Exception {
        String document = stack.openSearchUrl() + "/kept/_doc/1";
        assertEquals(201, send("PUT", document, "{\"is\": \"here\"}").statusCode());

        stack.kill(Part.OPEN_SEARCH);
        stack.start(Part.OPEN_SEARCH);

        HttpResponse<String> answer = send("GET", document, "");
        assertTrue(answer.body().contains("\"is\": \"here\""), answer.body());
    }

    private HttpResponse<String> send(String method, String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
