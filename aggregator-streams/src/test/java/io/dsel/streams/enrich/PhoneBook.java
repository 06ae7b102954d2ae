package io.dsel.streams.enrich;

import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.EnricherProvider;
import tools.jackson.databind.node.ObjectNode;

/** A plug-in on the class path of tests, as a user would write one. */
public final class PhoneBook implements EnricherProvider {
    @Override
    public String name() {
        return "phone-book";
    }

    @Override
    public Enricher enricher(ObjectNode settings) {
        return parameters -> settings.path(parameters.get("name"));
    }
}
