package io.dsel.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TableTest {
    private static final Style PLAIN = new Style(false);

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNoLineEndsInBlanks() {
        String text = new Table(PLAIN, "KIND", "NAME")
                .row("Artifact", "a")
                .row("Config", null)
                .text();
        assertEquals("KIND       NAME\nArtifact   a\nConfig     -\n", text.replace(System.lineSeparator(), "\n"));
    }

    @Test
    void charactersBeyondTheBasicPlaneAreOneWide() {
        String[] lines = new Table(PLAIN, "A", "B")
                .row("😀", "x")
                .row("ü", "y")
                .text()
                .lines()
                .toArray(String[]::new);
        assertEquals("😀   x", lines[1]);
        assertEquals("ü   y", lines[2]);
    }

    @Test
    void whatWouldChangeTheTerminalIsBlankedOut() {
        assertFalse(new Table(PLAIN, "A").row("\u001b[31mred\r\n").text().contains("\u001b"));
    }

    @Test
    void coloursAreOutsideOfTheWidth() {
        Style style = new Style(true);
        String text = new Table(style, "A", "B")
                .paint(0, style::outcome)
                .row("Failed", "x")
                .text();
        assertTrue(text.contains("\u001b[31mFailed\u001b[0m   x"), text);
    }

    @Test
    void aRowOfAnotherWidthIsADefect() {
        assertThrows(IllegalArgumentException.class, () -> new Table(PLAIN, "A").row("a", "b"));
    }
}
