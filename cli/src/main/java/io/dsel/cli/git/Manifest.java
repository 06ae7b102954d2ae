package io.dsel.cli.git;

import tools.jackson.databind.node.ObjectNode;

/**
 * One object as a document holds it.
 *
 * @param line where the document starts in its file, from 1
 * @param state the whole document
 * @param digest equal for equal states, whatever the order of their fields
 */
record Manifest(int line, ObjectNode state, String digest) {}
