/** What people read and write on a terminal: tables, times, ages, colours. Pure functions; the clock and the zone are given. */
package io.dsel.cli.text;
