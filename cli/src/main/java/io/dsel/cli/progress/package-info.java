/** How far long work has come: a bar on a terminal, a line now and then elsewhere. */
package io.dsel.cli.progress;
