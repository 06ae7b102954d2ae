/** What runs inside every child process of the stack, in front of the part's own main class. Depends on the JDK alone. */
package io.dsel.stack.child;
