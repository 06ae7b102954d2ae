package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path leases;

    @Test
    void twoStacksNeverGetTheSamePort() {
        // The same random numbers make both ask for the same ports in the same order.
        try (Ports one = ports(new PortPlan.Free());
                Ports other = ports(new PortPlan.Free())) {
            assertNotEquals(one.take(PortName.BROKER), other.take(PortName.BROKER));
        }
    }

    @Test
    void aPortIsFreeAgainWhenItsStackIsClosed() {
        int first;
        try (Ports ports = ports(new PortPlan.Free())) {
            first = ports.take(PortName.BROKER);
        }
        try (Ports ports = ports(new PortPlan.Free())) {
            assertEquals(first, ports.take(PortName.BROKER));
        }
    }

    @Test
    void aUsualPortThatIsTakenIsReplacedByAFreeOne() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Ports ports = ports(new PortPlan.Usual())) {
            int port = ports.take(new PortName("fake", 0, taken.getLocalPort()));
            assertNotEquals(taken.getLocalPort(), port);
        }
    }

    @Test
    void aUsualPortThatIsFreeIsTaken() {
        int free;
        try (Ports ports = ports(new PortPlan.Free())) {
            free = ports.take(PortName.BROKER);
        }
        try (Ports ports = ports(new PortPlan.Usual())) {
            assertEquals(free, ports.take(new PortName("fake", 0, free)));
        }
    }

    @Test
    void aPortFromTheBaseThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Ports ports = ports(new PortPlan.From(taken.getLocalPort() - 6))) {
            StackException refusal = assertThrows(StackException.class, () -> ports.take(PortName.BROKER));
            assertTrue(
                    refusal.getMessage().startsWith("port " + taken.getLocalPort() + " (broker) is taken"),
                    refusal.getMessage());
        }
    }

    @Test
    void aBaseThatLeavesNoRoomIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new PortPlan.From(65_530));
        assertThrows(IllegalArgumentException.class, () -> new PortPlan.From(80));
    }

    private Ports ports(PortPlan plan) {
        return new Ports(plan, leases, new SplittableRandom(1));
    }
}
