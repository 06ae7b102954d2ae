package io.dsel.event;

import java.time.Instant;
import java.util.Map;

/** A meta to vary in tests. */
public final class Metas {
    public static final EventMeta META = new EventMeta(
            "event-1",
            Instant.parse("2026-01-15T10:30:00.123Z"),
            "user@example.com",
            "req-5678",
            "event-0",
            "exec-9012",
            "terraform-vpc-module",
            "09287",
            "us-east-1",
            Map.of("team", "platform"));

    private Metas() {}
}
