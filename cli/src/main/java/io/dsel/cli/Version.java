package io.dsel.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest, and the Java that runs it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"dsel " + (version == null ? "(not built as a jar)" : version), "Java " + Runtime.version()
        };
    }
}
