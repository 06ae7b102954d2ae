package io.dsel.cli.git;

import io.dsel.json.Yaml;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads files' contents by blob, and keeps the last ones: a revert or a deletion needs them again. */
final class ManifestReader {

    /** Bytes of source text whose trees are kept. */
    private static final long KEPT_BYTES = 8 << 20;

    private record Kept(ManifestFile file, long bytes) {}

    private final ObjectReader objects;
    private final Map<ObjectId, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private long keptBytes;

    ManifestReader(ObjectReader objects) {
        this.objects = objects;
    }

    ManifestFile read(ObjectId blob) throws IOException {
        Kept known = kept.get(blob);
        if (known != null) {
            return known.file();
        }
        ObjectLoader loader = objects.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > Yaml.MAX_LENGTH) {
            return ManifestFile.unread(Reason.TOO_LARGE, loader.getSize() + " bytes, at most " + Yaml.MAX_LENGTH);
        }
        ManifestFile file = ManifestText.read(loader.getBytes());
        keep(blob, new Kept(file, loader.getSize()));
        return file;
    }

    private void keep(ObjectId blob, Kept entry) {
        kept.put(blob.copy(), entry);
        keptBytes += entry.bytes();
        var oldest = kept.values().iterator();
        while (keptBytes > KEPT_BYTES && kept.size() > 1) {
            keptBytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
