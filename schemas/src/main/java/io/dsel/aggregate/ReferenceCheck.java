package io.dsel.aggregate;

import io.dsel.event.EventKind;
import io.dsel.event.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with the references of a manifest. */
final class ReferenceCheck {
    private static final int MOST_REFERENCES = 10;
    private static final int MOST_FIELDS = 20;
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,49}");
    private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z0-9]{0,99}");

    private final Violations wrong;

    ReferenceCheck(Violations wrong) {
        this.wrong = wrong;
    }

    void references(List<Reference> references, Optional<NamedFold> fold) {
        if (!references.isEmpty() && fold.isPresent()) {
            wrong.add("spec.references", "are told beside measures, but there is a fold, which tells what it takes");
        }
        if (references.size() > MOST_REFERENCES) {
            wrong.add("spec.references", "are " + references.size() + "; at most " + MOST_REFERENCES);
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < references.size(); i++) {
            String path = "spec.references[" + i + "]";
            Reference reference = references.get(i);
            name(path + ".name", reference.name());
            if (!names.add(reference.name())) {
                wrong.add(path + ".name", "'" + reference.name() + "' is there twice");
            }
            kind(path + ".kind", reference.kind());
            fields(path + ".fields", reference.fields().keySet());
        }
    }

    private void name(String path, String name) {
        if (!NAME.matcher(name).matches()) {
            wrong.add(path, "'" + name + "' is not a small letter and at most 49 letters, digits or _");
        }
    }

    /** An aggregate that tells of aggregates by a reference could tell of itself, for ever. */
    private void kind(String path, String kind) {
        if (!KIND.matcher(kind).matches()) {
            wrong.add(path, "'" + kind + "' is not a kind of objects such as Artifact");
        } else if (EventKind.isAggregate(kind)) {
            wrong.add(path, "'" + kind + "' is an aggregate; name it under spec.sources instead");
        }
    }

    private void fields(String path, Set<String> names) {
        if (names.size() > MOST_FIELDS) {
            wrong.add(path, "are " + names.size() + "; at most " + MOST_FIELDS);
        }
        names.forEach(name -> name(path + "." + name, name));
    }
}
