package io.dsel.cli.git;

import java.time.Instant;

/** An object and a time. */
record Sample(String kind, String appId, String name, Instant time) {

    @Override
    public String toString() {
        return kind + " " + name + " of " + appId + " at " + time;
    }
}
