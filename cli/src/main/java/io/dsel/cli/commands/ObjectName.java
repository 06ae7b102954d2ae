package io.dsel.cli.commands;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which object: {@code KIND NAME --app APP}, or {@code KIND/NAME} as {@code apply} prints it. */
final class ObjectName {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "KIND", description = "Kind, in any case, singular or plural; or KIND/NAME.")
    private String kind;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Name of the object.")
    private String name;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Application that the object belongs to; needed where several have one of that name.")
    private String app;

    /** As typed. */
    String kind() {
        int slash = slash();
        return slash < 0 ? kind : kind.substring(0, slash);
    }

    /** Null if none was given. */
    String name() {
        int slash = slash();
        return slash < 0 ? name : kind.substring(slash + 1);
    }

    /** @throws ParameterException if none was given */
    String requiredName() {
        if (name() == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'NAME'");
        }
        return name();
    }

    /** Null if none was given. */
    String app() {
        return app;
    }

    private int slash() {
        int slash = kind.indexOf('/');
        if (slash >= 0 && (name != null || slash == 0 || slash == kind.length() - 1)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + kind + "' is neither KIND nor KIND/NAME" + (name == null ? "" : " alone"));
        }
        return slash;
    }
}
