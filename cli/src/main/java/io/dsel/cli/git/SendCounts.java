package io.dsel.cli.git;

import java.util.ArrayList;
import java.util.List;

/** What became of the events of an import, so far. */
final class SendCounts {

    private static final int LISTED = 20;

    /** An event that was refused. */
    record Failure(String eventId, String entity, String problem) {}

    private final List<Failure> failures = new ArrayList<>();
    private int sent;
    private int alreadyThere;
    private int failed;

    void sent(int events) {
        sent += events;
    }

    void alreadyThere(int events) {
        alreadyThere += events;
    }

    void failed(SpooledEvent event, String problem) {
        failed++;
        if (failures.size() < LISTED) {
            failures.add(new Failure(event.id(), event.entity(), problem));
        }
    }

    int sent() {
        return sent;
    }

    /** Events that an import before this one has stored. */
    int alreadyThere() {
        return alreadyThere;
    }

    int failed() {
        return failed;
    }

    int total() {
        return sent + alreadyThere + failed;
    }

    /** The first failures. */
    List<Failure> failures() {
        return failures;
    }
}
