package io.dsel.gateway;

import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.Set;
import javax.management.AttributeNotFoundException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** How many records the watches that begin from now on have read, as their consumers count. */
final class ConsumedRecords {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private final Set<ObjectName> others = consumers();
    private double last = -1;

    double count() {
        Set<ObjectName> those = consumers();
        those.removeAll(others);
        return those.stream().mapToDouble(ConsumedRecords::count).sum();
    }

    /** Whether the count is as it was when last asked. */
    boolean steady() {
        double now = count();
        boolean steady = now == last;
        last = now;
        return steady;
    }

    private static double count(ObjectName consumer) {
        try {
            return (double) BEANS.getAttribute(consumer, "records-consumed-total");
        } catch (InstanceNotFoundException | AttributeNotFoundException e) {
            return 0; // it has been closed since, or has read nothing yet
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<ObjectName> consumers() {
        try {
            return new HashSet<>(BEANS.queryNames(
                    new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,client-id=watch-*"), null));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
