package io.dsel.cli.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A table whose rows are not known ahead: columns widen as wider cells come. */
public final class Lines {
    private static final String GAP = "   ";

    private final Style style;
    private final List<String> headings;
    private final int[] widths;
    private final Map<Integer, UnaryOperator<String>> paints = new HashMap<>();

    /** @param widths to begin with, one for each heading; the last column has none */
    public Lines(Style style, List<String> headings, int... widths) {
        this.style = style;
        this.headings = List.copyOf(headings);
        this.widths = Arrays.copyOf(widths, headings.size());
    }

    /** Paints the cells of a column; called with the cell as wide as the column. */
    public Lines paint(int column, UnaryOperator<String> paint) {
        paints.put(column, paint);
        return this;
    }

    /** The headings' line, without its end. */
    public String heading() {
        return style.heading(line(headings, Map.of()));
    }

    /** A row's line, without its end; an empty cell shows as a dash. */
    public String row(String... cells) {
        return line(
                Arrays.stream(cells)
                        .map(cell -> cell == null || cell.isEmpty() ? "-" : Table.plain(cell))
                        .toList(),
                paints);
    }

    private String line(List<String> cells, Map<Integer, UnaryOperator<String>> paints) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean last = i == cells.size() - 1;
            String cell = cells.get(i);
            int width = cell.codePointCount(0, cell.length());
            widths[i] = Math.max(widths[i], width);
            String padded = last ? cell : cell + " ".repeat(widths[i] - width);
            line.append(paints.getOrDefault(i, UnaryOperator.identity()).apply(padded))
                    .append(last ? "" : GAP);
        }
        return line.toString();
    }
}
