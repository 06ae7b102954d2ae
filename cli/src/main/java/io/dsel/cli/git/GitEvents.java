package io.dsel.cli.git;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventIds;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.json.Json;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a commit did to an object, as an event. An event is a function of the history alone: a path, a bundle and a
 * clone of one repository give the same ids, whenever and wherever they are imported.
 */
final class GitEvents {

    /** The appId of objects in the repository's root, where the directory has no name: no directory is called so. */
    static final String ROOT = "/";

    private static final UUID NAMESPACE = UUID.fromString("6f0f7c52-59b8-5c0f-9d8e-1c1a4e9f3a77");
    private static final String REGION = "default";
    private static final Pattern PULL_REQUEST =
            Pattern.compile("\\(#(\\d{1,9})\\)$|^Merge pull request #(\\d{1,9})\\b");

    private final String repositoryId;
    private final String branch;

    GitEvents(String repositoryId, String branch) {
        this.repositoryId = repositoryId;
        this.branch = branch;
    }

    /** The application that the objects of a directory belong to. */
    static String appId(String directory) {
        return directory.isEmpty() ? ROOT : directory;
    }

    /** @param state the object now; for one that is gone, its last */
    Event event(Commit commit, ObjectChange change, ObjectNode state) {
        EventKind kind = new EventKind(change.object().kind(), change.gone() ? "Deleted" : "Applied");
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.set(kind.objectField(), state);
        spec.set("metadata", metadata(commit, change.source().path()));
        return new Event(Event.API_VERSION, kind, meta(commit, change), spec);
    }

    private EventMeta meta(Commit commit, ObjectChange change) {
        String id = commit.id().name();
        EntityKey entity = new EntityKey(
                change.object().kind(),
                appId(change.directory()),
                change.object().name());
        String eventId =
                EventIds.derived(NAMESPACE, repositoryId, id, change.source().path(), entity.text());
        return new EventMeta(
                eventId, commit.time(), commit.author(), id, null, id, entity.name(), entity.appId(), REGION, Map.of());
    }

    private ObjectNode metadata(Commit commit, String path) {
        ObjectNode metadata = Json.MAPPER.createObjectNode();
        metadata.put("source", "git");
        metadata.put("repository", repositoryId);
        metadata.put("branch", branch);
        metadata.put("gitCommit", commit.id().name());
        metadata.put("committerTime", EventJson.time(commit.committed()));
        metadata.put("path", path);
        metadata.put("subject", commit.subject());
        pullRequest(commit.subject()).ifPresent(number -> metadata.put("pullRequest", number));
        return metadata;
    }

    /**
     * The pull request that a subject names as the one that it comes from: {@code … (#123)} or
     * {@code Merge pull request #123 …}. One within the text is about something else, as in {@code Revert "… (#123)"}.
     */
    static OptionalInt pullRequest(String subject) {
        Matcher match = PULL_REQUEST.matcher(subject.strip());
        if (!match.find()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(match.group(1) != null ? match.group(1) : match.group(2)));
    }
}
