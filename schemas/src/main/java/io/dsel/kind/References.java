package io.dsel.kind;

import io.dsel.event.Violations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the parts of a manifest name of one another. */
final class References {
    private final List<KindVersion> versions;
    private final List<Conversion> conversions;
    private final List<Action> actions;

    References(List<KindVersion> versions, List<Conversion> conversions, List<Action> actions) {
        this.versions = versions;
        this.conversions = conversions;
        this.actions = actions;
    }

    void check(List<Rule> rules, Violations wrong) {
        Set<String> names = versions.stream().map(KindVersion::name).collect(Collectors.toSet());
        checkConversions(names, wrong);
        Set<String> steps = actions.stream()
                .flatMap(action -> action
                        .intent()
                        .map(intent -> List.of(intent.name(), action.outcome().name()))
                        .orElseGet(() -> List.of(action.outcome().name()))
                        .stream())
                .collect(Collectors.toSet());
        for (int i = 0; i < rules.size(); i++) {
            String path = "spec.rules[" + i + "]";
            rules.get(i).actions().forEach(it -> requireKnown(path + ".actions", it, steps, "action", wrong));
            rules.get(i).apiVersions().forEach(it -> requireKnown(path + ".apiVersions", it, names, "version", wrong));
        }
        requireWays(wrong);
    }

    /** The conversions that lead from one version to another, as few as can be; empty if there is no way. */
    static Optional<List<Conversion>> way(List<Conversion> conversions, String from, String to) {
        Map<String, List<Conversion>> ways = new HashMap<>(Map.of(from, List.of()));
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            String at = next.remove();
            for (Conversion step : conversions) {
                if (step.from().equals(at) && !ways.containsKey(step.to())) {
                    List<Conversion> way = new ArrayList<>(ways.get(at));
                    way.add(step);
                    ways.put(step.to(), way);
                    next.add(step.to());
                }
            }
        }
        return Optional.ofNullable(ways.get(to));
    }

    private void checkConversions(Set<String> names, Violations wrong) {
        Set<List<String>> ways = new HashSet<>();
        for (int i = 0; i < conversions.size(); i++) {
            Conversion conversion = conversions.get(i);
            String path = "spec.conversions[" + i + "]";
            requireKnown(path + ".from", conversion.from(), names, "version", wrong);
            requireKnown(path + ".to", conversion.to(), names, "version", wrong);
            if (conversion.from().equals(conversion.to())) {
                wrong.add(path + ".to", "is the version that it leads from");
            }
            if (!ways.add(List.of(conversion.from(), conversion.to()))) {
                wrong.add(
                        path,
                        "leads from " + conversion.from() + " to " + conversion.to()
                                + ", as one before it does, and would never be taken");
            }
        }
    }

    private void requireWays(Violations wrong) {
        for (KindVersion version : versions) {
            String newest = versions.getLast().name();
            if (way(conversions, version.name(), newest).isEmpty()) {
                wrong.add("spec.conversions", "none leads from " + version.name() + " to the newest, " + newest);
            }
        }
    }

    private static void requireKnown(String path, String name, Set<String> known, String what, Violations wrong) {
        if (!known.contains(name)) {
            wrong.add(path, "'" + name + "' is no " + what + " of this kind; those are " + known);
        }
    }
}
