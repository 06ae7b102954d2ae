package io.dsel.stack;

import io.dsel.stack.child.Tether;
import java.util.ArrayList;
import java.util.List;

/** The command line of a part that is a JVM. */
record JavaCommand(Jdk jdk, List<String> options) {

    /** @param heap the most it may take, in MiB; it starts small, because most parts need little of it most of the time */
    static JavaCommand of(Jdk jdk, int heap) {
        return new JavaCommand(
                jdk,
                List.of(
                        "-Xms64m",
                        "-Xmx" + heap + "m",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dfile.encoding=UTF-8",
                        "-Djava.awt.headless=true"));
    }

    /** The cheaper compiler only: half the processor time of a start, and a lower speed in the long run. */
    JavaCommand quick() {
        return with("-XX:TieredStopAtLevel=1");
    }

    JavaCommand with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JavaCommand(jdk, all);
    }

    /** @param classPath must hold the {@link Tether} */
    List<String> main(String classPath, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(jdk.java().toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Tether.class.getName(), mainClass));
        return command;
    }
}
