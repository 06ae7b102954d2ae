package io.dsel.avro;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro makes objects of generated classes only where it is told to trust them. Adds ours to those that are trusted
 * already, and nothing else.
 */
final class TrustedRecords {
    private static final String PACKAGE = "io.dsel.events";

    private TrustedRecords() {}

    static void trust() {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), TrustedRecords::isOurs));
    }

    private static boolean isOurs(Class<?> type) {
        String name = type.getPackageName();
        return name.equals(PACKAGE) || name.startsWith(PACKAGE + ".");
    }
}
