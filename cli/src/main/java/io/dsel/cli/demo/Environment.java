package io.dsel.cli.demo;

import java.util.Locale;

/** Where a service runs. */
enum Environment {
    STAGING,
    PRODUCTION;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
