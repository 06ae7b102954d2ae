/** The stack for JUnit tests, ours and users'. Bring your own {@code junit-jupiter}. */
package io.dsel.stack.junit;
