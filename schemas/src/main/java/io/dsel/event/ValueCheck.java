package io.dsel.event;

import io.dsel.json.Excerpt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/**
 * Looks through an event's values for what does not come back, or comes back as something else: text that has no encoding
 * and numbers out of range.
 */
final class ValueCheck {
    private static final int MOST_OF_PATH = 500;

    private final Violations wrong;

    /** Field names and positions, innermost last; a path is made only where something is wrong, and no longer than shown. */
    private final Deque<Object> path = new ArrayDeque<>();

    private ValueCheck(String root, Violations wrong) {
        this.wrong = wrong;
        path.addLast(root);
    }

    /** @param root what the value is called, such as {@code spec} */
    static void check(JsonNode value, String root, Violations wrong) {
        new ValueCheck(root, wrong).visit(value);
    }

    private void visit(JsonNode value) {
        if (value.isString()) {
            Characters.problemOfText(value.stringValue()).ifPresent(this::add);
        } else if (value.isNumber()) {
            Numbers.problem(value).ifPresent(this::add);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                visit(i, value.get(i));
            }
        } else if (value.isObject()) {
            value.forEachEntry((name, field) -> {
                Characters.problemOfText(name).ifPresent(problem -> add("has a field whose name " + problem));
                visit(name, field);
            });
        }
    }

    private void visit(Object step, JsonNode value) {
        path.addLast(step);
        visit(value);
        path.removeLast();
    }

    private void add(String problem) {
        StringBuilder text = new StringBuilder();
        Iterator<Object> steps = path.iterator();
        while (steps.hasNext() && text.length() <= MOST_OF_PATH) {
            switch (steps.next()) {
                case Integer position -> text.append('[').append(position).append(']');
                case Object name ->
                    text.append(text.isEmpty() ? "" : ".").append(Excerpt.of(name.toString(), MOST_OF_PATH));
            }
        }
        wrong.add(text.toString(), problem);
    }
}
