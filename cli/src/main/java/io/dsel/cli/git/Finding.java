package io.dsel.cli.git;

/**
 * A document that is not read as an object, or not without doubt.
 *
 * @param line where it stands in its file, from 1
 * @param problem what is wrong with it, for people
 */
record Finding(Reason reason, int line, String problem) {}
