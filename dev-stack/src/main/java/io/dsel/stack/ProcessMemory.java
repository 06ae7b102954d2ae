package io.dsel.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process takes of the machine's memory. */
public final class ProcessMemory {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private ProcessMemory() {}

    /** Resident bytes; empty when the process has ended or the system does not say (only Linux does, under {@code /proc}). */
    public static OptionalLong residentBytes(long pid) {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
            return resident.find() ? OptionalLong.of(Long.parseLong(resident.group(1)) * 1024) : OptionalLong.empty();
        } catch (IOException noSuchProcess) {
            return OptionalLong.empty();
        }
    }
}
