package io.dsel.cli.git;

import tools.jackson.databind.JsonNode;

/** What is stored of an object at a time. */
sealed interface ObjectAnswer {

    /** It existed. */
    record Found(JsonNode state) implements ObjectAnswer {}

    /** It did not exist yet. */
    record NotYet() implements ObjectAnswer {}

    /** It existed, and was gone. */
    record Deleted() implements ObjectAnswer {}
}
