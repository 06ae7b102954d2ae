/** What all subcommands share: exit codes, errors that are meant for people, and the folder of the stack that they talk to. */
package io.dsel.cli.console;
