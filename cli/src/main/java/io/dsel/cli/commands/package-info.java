/**
 * The commands that write, read and replay: {@code apply}, {@code get}, {@code history}, {@code execution}, {@code
 * kinds}, {@code search} and {@code replay}. They reach the services by HTTP only.
 */
package io.dsel.cli.commands;
