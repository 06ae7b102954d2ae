package io.dsel.kind;

import io.dsel.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The manifests that come with DSEL. The generated classes of their events are for users of Java; a test holds them equal. */
final class BuiltInKinds {
    private static final List<String> NAMES =
            List.of("Aggregate", "Artifact", "Config", "Deployment", KindManifest.KIND);

    private BuiltInKinds() {}

    static Map<String, Kind> load() {
        Map<String, Kind> kinds = new TreeMap<>();
        for (String name : NAMES) {
            kinds.put(name, Kind.of(read(name)));
        }
        return kinds;
    }

    private static KindManifest read(String name) {
        String resource = name + ".yaml";
        try (InputStream in = BuiltInKinds.class.getResourceAsStream(resource)) {
            return ManifestReader.read(Yaml.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
