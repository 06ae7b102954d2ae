package io.dsel.gateway;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as its reader sees it.
 *
 * @param event as {@link io.dsel.event.EventJson} writes it
 * @param convertedFrom the version that it was written in, where it is read as of another
 */
record VersionedEvent(ObjectNode event, Optional<String> convertedFrom) {
    static VersionedEvent asStored(ObjectNode event) {
        return new VersionedEvent(event, Optional.empty());
    }

    /** Says from which version it was converted, if it was. */
    void sayWhence(ObjectNode json) {
        convertedFrom.ifPresent(version -> json.put("convertedFrom", version));
    }
}
