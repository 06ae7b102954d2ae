package io.dsel.stack;

/**
 * A port that the stack needs.
 *
 * @param offset from the port base
 * @param usual taken when it is free and no base was given
 */
record PortName(String name, int offset, int usual) {

    /** How many ports lie between the base and the highest one that a stack may use. */
    static final int ROOM = 40;

    static final int MOST_STREAMS = 16;
    static final int MOST_INGESTS = 3;

    static final PortName SINK = new PortName("sink", 2, 8082);
    static final PortName GATEWAY = new PortName("gateway", 3, 8083);
    static final PortName REGISTRY = new PortName("registry", 4, 8084);
    static final PortName REGISTRY_MANAGEMENT = new PortName("registry-management", 5, 8085);
    static final PortName BROKER = new PortName("broker", 6, 9092);
    static final PortName CONTROLLER = new PortName("broker-controller", 7, 9093);
    static final PortName OPEN_SEARCH = new PortName("opensearch", 8, 9200);
    static final PortName OPEN_SEARCH_TRANSPORT = new PortName("opensearch-transport", 9, 9300);

    /** @param number from 1 to {@link #MOST_STREAMS} */
    static PortName streams(int number) {
        return number == 1
                ? new PortName(Part.streams(1), 1, 8081)
                : new PortName(Part.streams(number), 8 + number, 8088 + number);
    }

    /** @param number from 1 to {@link #MOST_INGESTS} */
    static PortName ingest(int number) {
        return number == 1
                ? new PortName(Part.INGEST, 0, 8080)
                : new PortName(Part.ingest(number), 8 + MOST_STREAMS + number, 8108 + number);
    }
}
