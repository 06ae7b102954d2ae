package io.dsel.cli.demo;

/** {@code major.minor.patch}. */
record Version(int major, int minor, int patch) {
    Version nextPatch() {
        return new Version(major, minor, patch + 1);
    }

    Version nextMinor() {
        return new Version(major, minor + 1, 0);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
