/**
 * {@code dsel demo}: a stack, real history where there is some, a day of deployments, and commands worth typing. {@link
 * io.dsel.cli.demo.Day} is a pure function of a seed and a time.
 */
package io.dsel.cli.demo;
