/**
 * What is done to the parsers with bytes of any kind: only the exceptions that they document, and what is accepted comes back
 * from what is written of it. The seeds are run in every build, by themselves and as what the fuzzer starts from.
 */
package io.dsel.fuzz;
