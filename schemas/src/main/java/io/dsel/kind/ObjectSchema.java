package io.dsel.kind;

import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the objects of a version look like. */
public sealed interface ObjectSchema {

    /** Any shape; its events carry it as JSON text. */
    record Open() implements ObjectSchema {}

    /**
     * A declared shape, in Avro. Treated as immutable.
     *
     * @param spec record schema of the object's {@code spec}
     * @param status record schema of its {@code status}, where it has one
     * @param eventFields fields that its events have beside the object, such as an {@code error}
     */
    record Typed(ObjectNode spec, Optional<ObjectNode> status, ArrayNode eventFields) implements ObjectSchema {}
}
