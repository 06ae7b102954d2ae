package io.dsel.cli.git;

/**
 * What a commit did to an object.
 *
 * @param directory of its file, empty for the repository's root
 * @param gone whether it is no more; otherwise it is new or different
 * @param source where its state stands; for one that is gone, its last
 */
record ObjectChange(String directory, ObjectKey object, boolean gone, Claim source) {}
