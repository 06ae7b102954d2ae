/** {@code dsel up}, {@code down}, {@code status} and {@code logs}: the development stack from the command line. */
package io.dsel.cli.stack;
