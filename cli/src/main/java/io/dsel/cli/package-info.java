/** The {@code dsel} command: {@link io.dsel.cli.Main} names the subcommands, which live in packages of their own. */
package io.dsel.cli;
