package io.dsel.ingest.writer;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The writer of a partition in another instance, over HTTP. */
final class RemoteWriter implements AutoCloseable {
    static final String PATH = "/v1/partitions/%s/writes";

    /** Milliseconds that the sender waits for. */
    static final String BUDGET = "Dsel-Budget-Ms";

    static final String TYPE = "application/vnd.dsel.units+json";

    private static final int OK = 200;
    private static final int MISDIRECTED = 421;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @return a result for each unit
     * @throws NotTheWriterException if it is not, or does not run; nothing was done
     * @throws IOException if nobody knows what became of the units
     */
    List<Result> write(Address address, int partition, List<Unit> units, Duration budget)
            throws NotTheWriterException, IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.url().resolve(PATH.formatted(partition)))
                .header("Content-Type", TYPE)
                .header(BUDGET, Long.toString(budget.toMillis()))
                .timeout(budget)
                .POST(BodyPublishers.ofByteArray(Wire.writeUnits(units)))
                .build();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new NotTheWriterException(partition);
        }
        return switch (answer.statusCode()) {
            case OK -> Wire.readResults(answer.body());
            case MISDIRECTED -> throw new NotTheWriterException(partition);
            default -> throw new IOException(request.uri() + " answers " + answer.statusCode());
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
