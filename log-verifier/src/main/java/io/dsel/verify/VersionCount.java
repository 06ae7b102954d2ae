package io.dsel.verify;

import io.dsel.verify.VersionReport.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts in how many groups two kinds of aggregates agree, and keeps some examples of how they do not. */
final class VersionCount {
    private static final Pattern TWO_STEPS = Pattern.compile("[^.\\[]*(\\.[^.\\[]*)?");

    /** Stands for the events that a group has. */
    private static final String EVENTS = "(events)";

    private final int mostExamples;
    private final Map<String, Long> fields = new TreeMap<>();
    private final List<Example> examples = new ArrayList<>();
    private long both;
    private long onlyLive;
    private long onlyOther;
    private long differing;
    private long moving;

    VersionCount(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    void equal() {
        both++;
    }

    /** The two are of other events of the group than each other. */
    void moving(GroupPair pair) {
        both += pair.isWhole() ? 1 : 0;
        moving++;
    }

    /** One of the two lacks the group. */
    void alone(GroupPair pair) {
        if (pair.live().isPresent()) {
            onlyLive++;
        } else {
            onlyOther++;
        }
        tell(new Example(pair.group(), "", GroupPair.text(pair.live()), GroupPair.text(pair.other())));
    }

    void differing(GroupPair pair) {
        differing(pair, pair.differences());
    }

    /** The two have other events in the group; their latest aggregates need not show that. */
    void ofOthers(GroupPair pair) {
        List<FieldDifference> fields = new ArrayList<>(pair.differences());
        fields.addFirst(new FieldDifference(EVENTS, "its events", "others"));
        differing(pair, fields);
    }

    private void differing(GroupPair pair, List<FieldDifference> differences) {
        both++;
        differing++;
        Set<String> names = new TreeSet<>();
        for (FieldDifference field : differences) {
            names.add(name(field.path()));
            tell(new Example(pair.group(), field.path(), field.log(), field.found()));
        }
        names.forEach(name -> fields.merge(name, 1L, Long::sum));
    }

    /** Groups of which it is known how they stand. */
    long done() {
        return both + onlyLive + onlyOther;
    }

    VersionReport report() {
        return new VersionReport(both, onlyLive, onlyOther, differing, fields, examples, moving);
    }

    private void tell(Example example) {
        if (examples.size() < mostExamples) {
            examples.add(example);
        }
    }

    /** Its first two steps: below them are texts of the events, of which there may be any number. */
    private static String name(String path) {
        Matcher steps = TWO_STEPS.matcher(path);
        return steps.lookingAt() ? steps.group() : path;
    }
}
