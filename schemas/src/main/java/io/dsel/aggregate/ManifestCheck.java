package io.dsel.aggregate;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with the parts of a manifest, or does not fit between them. */
final class ManifestCheck {
    static final int MOST_SOURCES = 20;
    static final int MOST_MEASURES = 50;

    /** Texts that a group keeps, of all its measures together: they are its state, which is stored with each event. */
    static final int MOST_KEPT = 10_000;

    private static final int MOST_BOUNDS = 100;
    private static final Pattern MEASURE = Pattern.compile("[a-z][A-Za-z0-9_]{0,49}");
    private static final Pattern FOLD = Pattern.compile("[a-z][a-z0-9-]{0,99}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,50}");

    private final Violations wrong;

    ManifestCheck(Violations wrong) {
        this.wrong = wrong;
    }

    void name(String name) {
        try {
            new EventKind(name, "");
        } catch (InvalidEventException e) {
            wrong.add("meta.name", "'" + name + "' is not a capital and letters or digits that end in Aggregate");
        }
    }

    void sources(List<Source> sources) {
        requireSize("spec.sources", sources, MOST_SOURCES);
        for (int i = 0; i < sources.size(); i++) {
            String path = "spec.sources[" + i + "].kinds";
            List<String> kinds = sources.get(i).kinds();
            requireSize(path, kinds, MOST_SOURCES);
            for (int j = 0; j < kinds.size(); j++) {
                if (!NamePattern.isOne(kinds.get(j))) {
                    wrong.add(
                            path + "[" + j + "]",
                            "'" + kinds.get(j) + "' is not a name of kinds of events: at most " + NamePattern.MOST
                                    + " letters, digits and *, and Event or Aggregate at its end");
                }
            }
        }
    }

    void measures(List<Measure> measures, Optional<NamedFold> fold) {
        fold.ifPresent(it -> fold(it, measures));
        if (fold.isEmpty()) {
            requireSize("spec.measures", measures, MOST_MEASURES);
        }
        Set<String> names = new HashSet<>();
        int kept = 0;
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            String path = "spec.measures[" + i + "]";
            if (!MEASURE.matcher(measure.name()).matches()) {
                wrong.add(
                        path + ".name",
                        "'" + measure.name() + "' is not a small letter and at most 49 letters, digits or _");
            }
            if (!names.add(measure.name())) {
                wrong.add(path + ".name", "'" + measure.name() + "' is there twice");
            }
            measure(measure, path + "." + measure.function().field());
            kept += Math.max(measure.limit(), measure.capacity());
        }
        if (kept > MOST_KEPT) {
            wrong.add("spec.measures", "keep " + kept + " texts together, by their limits; at most " + MOST_KEPT);
        }
    }

    void emission(Emission emission, Optional<Period> period) {
        if (emission.on() == Emission.On.PERIOD && period.isEmpty()) {
            wrong.add("spec.emit.when", "is the end of a period, but spec.period is not there");
        }
        if (emission.on() != Emission.On.EVENT && (emission.every() != 1 || emission.seconds() != 0)) {
            wrong.add("spec.emit", "has every or seconds, which are for 'when: event' alone");
        }
    }

    private void fold(NamedFold fold, List<Measure> measures) {
        if (!measures.isEmpty()) {
            wrong.add("spec.fold", "takes the place of measures, but there are both");
        }
        if (!FOLD.matcher(fold.name()).matches()) {
            wrong.add("spec.fold.name", "'" + fold.name() + "' is not small letters, digits and hyphens");
        }
        if (!VERSION.matcher(fold.version()).matches()) {
            wrong.add("spec.fold.version", "'" + fold.version() + "' is not a version such as \"1\"");
        }
    }

    private void measure(Measure measure, String path) {
        boolean top = measure.function() == Measure.Function.TOP;
        if (top && measure.capacity() < measure.limit()) {
            wrong.add(path + ".capacity", "is less than the limit, " + measure.limit());
        }
        if (measure.function() == Measure.Function.HISTOGRAM) {
            bounds(measure.bounds(), path + ".bounds");
        }
    }

    private void bounds(List<Double> bounds, String path) {
        requireSize(path, bounds, MOST_BOUNDS);
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i) <= bounds.get(i - 1)) {
                wrong.add(path + "[" + i + "]", "is " + bounds.get(i) + ", not more than the one before");
            }
        }
    }

    private void requireSize(String path, List<?> list, int most) {
        if (list.isEmpty()) {
            wrong.add(path, "is required, at least one");
        } else if (list.size() > most) {
            wrong.add(path, "are " + list.size() + "; at most " + most);
        }
    }
}
