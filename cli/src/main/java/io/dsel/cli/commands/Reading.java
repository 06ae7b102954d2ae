package io.dsel.cli.commands;

import io.dsel.cli.api.Url;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How current an answer must be, and where it may come from. */
final class Reading {
    /** How current an answer must be. */
    enum Consistency {
        EVENTUAL,
        TOKEN,
        STRONG
    }

    /** What can answer. */
    enum Tier {
        STORE,
        INDEX,
        LOG
    }

    private static final int MOST_SECONDS = 60;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--consistency",
            paramLabel = "LEVEL",
            description = "eventual (what is there), token (at least what --token stands for) or strong"
                    + " (all that the log holds now) (default: token if one is given, else eventual).")
    private Consistency consistency;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Wait until the write that gave this token is seen.")
    private String token;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description = "Ask this one alone: store, index or log (default: each in turn until one answers).")
    private Tier tier;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the answer may take, up to 60 (default: the gateway's, 5).")
    private Integer timeout;

    /** The same request with what was asked for. @throws ParameterException if that cannot be */
    Url on(Url url) {
        if (consistency == Consistency.TOKEN && token == null) {
            throw new ParameterException(spec.commandLine(), "--consistency token needs a --token");
        }
        if (timeout != null && (timeout < 1 || timeout > MOST_SECONDS)) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--timeout': " + timeout + " is not from 1 to 60");
        }
        return url.with("token", token)
                .with("consistency", lower(consistency))
                .with("tier", lower(tier))
                .with("timeoutMs", timeout == null ? null : timeout * 1000);
    }

    private static String lower(Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
