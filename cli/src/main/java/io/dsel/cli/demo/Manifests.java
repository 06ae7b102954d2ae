package io.dsel.cli.demo;

import io.dsel.json.Json;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the demo in full, as functions of what they depend on. */
final class Manifests {
    private Manifests() {}

    static ObjectNode artifact(Service service, Version version) {
        ObjectNode artifact = object("Artifact", service, service.name());
        ObjectNode spec =
                artifact.putObject("spec").put("version", version.toString()).put("type", service.type());
        spec.put("source", "git@github.com:example/" + service.name() + ".git");
        spec.put("digest", "sha256:" + digest(service, version));
        regions(spec, service.regions());
        ArrayNode bundles = spec.putArray("bundles");
        if (service.type().equals("container")) {
            bundles.addObject()
                    .put("name", "image")
                    .put("version", version.toString())
                    .put("uri", "registry.example.com/" + service.app() + "/" + service.name() + ":" + version);
        }
        return artifact;
    }

    static ObjectNode config(Service service, Environment environment, int revision) {
        ObjectNode config = object("Config", service, service.deployment(environment));
        ObjectNode spec = config.putObject("spec").put("environment", environment.text());
        spec.put("version", "r" + revision);
        regions(spec, service.regions());
        boolean production = environment == Environment.PRODUCTION;
        spec.putObject("values")
                .put("log.level", production ? "info" : "debug")
                .put("memory.limit.mb", 512L + 128L * (revision % 4))
                .put("request.timeout.ms", 1000L + 250L * (revision % 5))
                .put("feature.new-basket", revision % 2 == 0);
        spec.putArray("secretRefs").add(service.name() + "/" + environment.text() + "/database");
        return config;
    }

    /** @param phase of the whole; null before it was applied */
    static ObjectNode deployment(
            Service service, Environment environment, Running running, String phase, String message) {
        ObjectNode deployment = object("Deployment", service, service.deployment(environment));
        ObjectNode spec = deployment.putObject("spec");
        spec.putObject("artifact")
                .put("name", service.name())
                .put("version", running.version().toString());
        spec.putArray("configs")
                .addObject()
                .put("name", service.deployment(environment))
                .put("version", "r" + running.config());
        spec.put("environment", environment.text());
        regions(spec, service.regions());
        spec.put("replicas", environment == Environment.PRODUCTION ? service.replicas() : 1);
        spec.put("strategy", environment == Environment.PRODUCTION ? "canary" : "rolling");
        if (phase != null) {
            ObjectNode status =
                    deployment.putObject("status").put("phase", phase).put("message", message);
            ArrayNode regions = status.putArray("regions");
            service.regions()
                    .forEach(region -> regions.addObject().put("region", region).put("phase", phase));
        }
        return deployment;
    }

    private static ObjectNode object(String kind, Service service, String name) {
        ObjectNode object =
                Json.MAPPER.createObjectNode().put("apiVersion", "v1alpha1").put("kind", kind);
        object.putObject("meta")
                .put("name", name)
                .put("appId", service.app())
                .putObject("labels")
                .put("team", service.team());
        return object;
    }

    private static void regions(ObjectNode spec, List<String> regions) {
        ArrayNode array = spec.putArray("regions");
        regions.forEach(array::add);
    }

    private static String digest(Service service, Version version) {
        long hash = (service.name() + version).hashCode() * 0x9E3779B97F4A7C15L;
        return HexFormat.of().toHexDigits(hash) + HexFormat.of().toHexDigits(Long.reverse(hash));
    }
}
