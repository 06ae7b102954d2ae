package io.dsel.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Columns as wide as their widest cell, three blanks between them, the headings in capitals. */
public final class Table {
    private static final String GAP = "   ";

    private final Style style;
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final Map<Integer, UnaryOperator<String>> paints = new HashMap<>();

    public Table(Style style, String... headings) {
        this.style = style;
        this.headings = List.of(headings);
    }

    /** Paints the cells of a column; called with the cell as wide as the column. */
    public Table paint(int column, UnaryOperator<String> paint) {
        paints.put(column, paint);
        return this;
    }

    /** @param cells as many as there are headings; null shows as a dash */
    public Table row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings);
        }
        rows.add(Arrays.stream(cells)
                .map(cell -> cell == null || cell.isEmpty() ? "-" : plain(cell))
                .toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines of the table, each with its end. */
    public String text() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    width(headings.get(i)),
                    rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0));
        }
        StringBuilder text = new StringBuilder();
        line(text, headings, widths, true);
        rows.forEach(row -> line(text, row, widths, false));
        return text.toString();
    }

    /** Without characters that would move the cursor or change the terminal. */
    public static String plain(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void line(StringBuilder text, List<String> cells, int[] widths, boolean heading) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean last = i == cells.size() - 1;
            String cell = last ? cells.get(i) : cells.get(i) + " ".repeat(widths[i] - width(cells.get(i)));
            UnaryOperator<String> paint = heading ? style::heading : paints.getOrDefault(i, UnaryOperator.identity());
            line.append(paint.apply(cell)).append(last ? "" : GAP);
        }
        text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
