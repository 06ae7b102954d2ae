package io.dsel.gateway;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;

/** Events to test with. */
final class Events {
    private Events() {}

    /** An applied artifact. @param n makes id, name and time */
    static Event artifact(int n, String app, String version) {
        return EventJson.read(Json.parse("""
                        {"apiVersion":"v1alpha1","kind":"ArtifactAppliedEvent",
                         "meta":{"eventId":"%1$s","timestamp":"%2$s","userId":"user-%3$d","correlationId":"c",
                                 "executionId":"run-%1$s","name":"module-%4$d","appId":"%5$s","region":"test"},
                         "spec":{"artifact":{"apiVersion":"v1alpha1","kind":"Artifact",
                                 "meta":{"name":"module-%4$d","appId":"%5$s"},
                                 "spec":{"version":"%6$s","type":"terraform","regions":["us-east-1"]}}}}
                        """.formatted(id(app, n), time(n), n % 3, n, app, version)));
    }

    /** A deployment of the artifact with that number. */
    static Event deployment(int n, String app) {
        return EventJson.read(Json.parse("""
                        {"apiVersion":"v1alpha1","kind":"DeploymentAppliedEvent",
                         "meta":{"eventId":"%1$s-place","timestamp":"%2$s","userId":"ada","correlationId":"c",
                                 "executionId":"run-%1$s","name":"place-%3$d","appId":"%4$s","region":"test"},
                         "spec":{"deployment":{"apiVersion":"v1alpha1","kind":"Deployment",
                                 "meta":{"name":"place-%3$d","appId":"%4$s"},
                                 "spec":{"artifact":{"name":"module-%3$d"},"configs":[],"environment":"prod"}}}}
                        """.formatted(id(app, n), time(n), n, app)));
    }

    /** An open kind's object with any text in it. */
    static Event note(int n, String app, String text) {
        String quoted = Json.write(Json.MAPPER.getNodeFactory().stringNode(text));
        return EventJson.read(Json.parse("""
                        {"apiVersion":"v1alpha1","kind":"NoteAppliedEvent",
                         "meta":{"eventId":"%1$s","timestamp":"%2$s","userId":"ada","correlationId":"c",
                                 "executionId":"run-%1$s","name":"note %3$d","appId":"%4$s","region":"test"},
                         "spec":{"note":{"kind":"Note","metadata":{"name":"note %3$d"},"spec":{"text":%5$s}}}}
                        """.formatted(id(app, n), time(n), n, app, quoted)));
    }

    static String id(String app, int n) {
        return app.replaceAll("[^a-z0-9]", "-") + "-%04d".formatted(n);
    }

    /** Several of them share one. */
    static String time(int n) {
        return "2026-01-15T10:%02d:00.000Z".formatted(n / 7);
    }
}
