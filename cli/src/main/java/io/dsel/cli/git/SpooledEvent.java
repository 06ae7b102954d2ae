package io.dsel.cli.git;

/**
 * An event as it is sent.
 *
 * @param id its id
 * @param entity its entity's text
 * @param json the event, on one line
 */
record SpooledEvent(String id, String entity, byte[] json) {}
