package io.dsel.cli.commands;

import io.dsel.cli.api.Url;
import io.dsel.cli.text.Format;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** As of which version of its kind an object is read. */
final class AsVersion {
    private static final String OPTION = "--api-version";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = OPTION,
            paramLabel = "VERSION",
            description = "As of this version of its kind, such as v1beta1: what was written in another is converted.")
    private String version;

    /** The same request for that version. */
    Url on(Url url) {
        return url.with("apiVersion", version);
    }

    /** @throws ParameterException if a version is asked for where a table shows nothing of the object */
    void requireDocument(Format format) {
        if (format == Format.TABLE) {
            refuse("needs -o yaml or json; a table shows nothing of what differs between versions");
        }
    }

    /** @throws ParameterException if a version is asked for */
    void refuse(String reason) {
        if (version != null) {
            throw new ParameterException(spec.commandLine(), OPTION + " " + reason);
        }
    }
}
