package io.dsel.cli.git;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The objects of the repository at one commit, and which of them the next commit changes.
 *
 * <p>An object belongs to its directory, not to its file: one that moves between files of a directory only moves. Where
 * several files of a directory hold it, the last by path counts, as {@code kubectl apply -f} of the directory leaves
 * it. A file that cannot be read in full keeps the objects that it no longer shows, since nobody can tell whether they
 * are still in it.
 */
final class LivingObjects {

    /** directory -> path -> what the file holds */
    private final Map<String, NavigableMap<String, Map<ObjectKey, Claim>>> directories = new HashMap<>();

    private final BiConsumer<String, Finding> found;
    private long heldBack;

    /** @param found told of every document that does not count, because another file has its entity, by path */
    LivingObjects(BiConsumer<String, Finding> found) {
        this.found = found;
    }

    /** How many times an object was kept because the file that held it could not be read in full. */
    long heldBack() {
        return heldBack;
    }

    /**
     * Takes over the files that a commit changed.
     *
     * @return what that does to objects, in the order of directory, kind and name
     */
    List<ObjectChange> apply(List<FileVersion> versions) {
        TreeMap<String, List<FileVersion>> byDirectory = new TreeMap<>();
        for (FileVersion version : versions) {
            byDirectory
                    .computeIfAbsent(directory(version.path()), directory -> new ArrayList<>())
                    .add(version);
        }
        List<ObjectChange> changes = new ArrayList<>();
        byDirectory.forEach((directory, changed) -> changes.addAll(apply(directory, changed)));
        return changes;
    }

    private List<ObjectChange> apply(String directory, List<FileVersion> changed) {
        NavigableMap<String, Map<ObjectKey, Claim>> files =
                directories.computeIfAbsent(directory, key -> new TreeMap<>());
        Map<String, Map<ObjectKey, Claim>> next = new TreeMap<>();
        Set<ObjectKey> touched = new TreeSet<>();
        for (FileVersion version : changed) {
            Map<ObjectKey, Claim> held = files.getOrDefault(version.path(), Map.of());
            Map<ObjectKey, Claim> now = claims(version, held);
            touched.addAll(held.keySet());
            touched.addAll(now.keySet());
            next.put(version.path(), now);
        }
        Map<ObjectKey, Claim> before = counting(files, touched);
        next.forEach((path, claims) -> {
            if (claims.isEmpty()) {
                files.remove(path);
            } else {
                files.put(path, claims);
            }
        });
        Map<ObjectKey, Claim> after = counting(files, touched);
        files.values().forEach(claims -> reportShared(claims, touched, after));
        return difference(directory, touched, before, after);
    }

    private Map<ObjectKey, Claim> claims(FileVersion version, Map<ObjectKey, Claim> before) {
        Map<ObjectKey, Claim> claims = new HashMap<>();
        if (version.file().hidesObjects()) {
            claims.putAll(before);
            claims.keySet().removeAll(version.file().objects().keySet());
            heldBack += claims.size();
        }
        version.file()
                .objects()
                .forEach((key, manifest) ->
                        claims.put(key, new Claim(version.path(), version.blob(), manifest.line(), manifest.digest())));
        return claims;
    }

    /** Of all files that hold an object, the last by path. */
    private static Map<ObjectKey, Claim> counting(
            NavigableMap<String, Map<ObjectKey, Claim>> files, Set<ObjectKey> keys) {
        Map<ObjectKey, Claim> counting = new HashMap<>();
        for (Map<ObjectKey, Claim> claims : files.values()) {
            for (ObjectKey key : keys) {
                Claim claim = claims.get(key);
                if (claim != null) {
                    counting.put(key, claim);
                }
            }
        }
        return counting;
    }

    /** What the commit changed and the file holds too, but does not count. */
    private void reportShared(Map<ObjectKey, Claim> claims, Set<ObjectKey> keys, Map<ObjectKey, Claim> counting) {
        for (ObjectKey key : keys) {
            Claim claim = claims.get(key);
            if (claim != null && !claim.path().equals(counting.get(key).path())) {
                String problem = key + " is in " + counting.get(key).path() + " too, which counts";
                found.accept(claim.path(), new Finding(Reason.DUPLICATE_OBJECT, claim.line(), problem));
            }
        }
    }

    private static List<ObjectChange> difference(
            String directory, Set<ObjectKey> keys, Map<ObjectKey, Claim> before, Map<ObjectKey, Claim> after) {
        List<ObjectChange> changes = new ArrayList<>();
        for (ObjectKey key : keys) {
            Claim old = before.get(key);
            Claim now = after.get(key);
            if (now == null && old != null) {
                changes.add(new ObjectChange(directory, key, true, old));
            } else if (now != null && (old == null || !old.digest().equals(now.digest()))) {
                changes.add(new ObjectChange(directory, key, false, now));
            }
        }
        return changes;
    }

    static String directory(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
