package io.dsel.stack;

/** How a stack chooses its ports. */
public sealed interface PortPlan {

    /** The usual ones (9092, 9200, 8080…), and a free one instead of each that is taken. For people. */
    record Usual() implements PortPlan {}

    /** Consecutive ones from {@code base}; one that is taken is an error. For scripts. */
    record From(int base) implements PortPlan {
        public From {
            if (base < 1024 || base > 65_535 - PortName.ROOM) {
                throw new IllegalArgumentException(
                        "the port base must be from 1024 to " + (65_535 - PortName.ROOM) + ", not " + base);
            }
        }
    }

    /** Free ones. For tests. */
    record Free() implements PortPlan {}
}
