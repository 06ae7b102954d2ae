/**
 * A real broker, schema registry and OpenSearch, and DSEL's own services, as child processes of one supervisor: no Docker, nothing
 * installed. {@link io.dsel.stack.DevStack} runs them, {@link io.dsel.stack.StackFile} says where they are, and
 * {@link io.dsel.stack.junit.DevStackExtension} gives them to tests.
 */
package io.dsel.stack;
