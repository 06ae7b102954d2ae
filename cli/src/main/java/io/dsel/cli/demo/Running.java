package io.dsel.cli.demo;

/**
 * What of a service runs in an environment.
 *
 * @param version of the artifact
 * @param config revision of its configuration
 * @param good version that last ran well, to go back to
 */
record Running(Version version, int config, Version good) {}
