package io.dsel.verify;

import io.dsel.aggregate.Aggregates;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import io.dsel.verify.sort.ExternalSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** One run of a {@link Verifier}, with everything open. */
final class Verification {
    private static final String STREAMS = "streams";
    private static final String SINK = "sink";

    private final Options options;
    private final Listener listener;
    private final WorkFolder folder;
    private final Log log;
    private final Service streams;
    private final Service sink;
    private final Service openSearch;
    private final Findings findings;
    private final List<String> remarks = new ArrayList<>();

    Verification(
            Options options,
            Listener listener,
            WorkFolder folder,
            Log log,
            Service streams,
            Service sink,
            Service openSearch) {
        this.options = options;
        this.listener = listener;
        this.findings = new Findings(listener, options.mostDifferences());
        this.folder = folder;
        this.log = log;
        this.streams = streams;
        this.sink = sink;
        this.openSearch = openSearch;
    }

    Summary run() {
        Scope scope = options.scope();
        Aggregates declared = log.declared().aggregates();
        Recomputed built = built(declared);
        Follower follower = new Follower(STREAMS, streams, options.patience(), listener);
        Extent extent = new ExtentFinder(log, follower, declared).find(scope.holdsExecutions() || !built.isEmpty());
        LogEnds ends = extent.ends();
        Recomputed recomputed = built.whole(ends, extent.journal());
        remarks.addAll(recomputed.remarks());
        Kinds kinds = log.declared().kinds();
        long memory = options.memoryBytes() / 2;
        try (Facts facts = new Facts(scope, kinds, recomputed, log, extent.early(), folder.path(), memory)) {
            read(facts, ends.of(topic -> scope.mayNeed(topic) || recomputed.needs(topic)));
            checkExecutions(facts, ends);
            new GroupsCheck(options, listener, folder, log, recomputed, extent, kinds).check(facts, findings);
            remarkOnOtherFormulas(facts.groups().otherFormulas());
            if (options.tiers().contains(Tier.STORE)) {
                checkStore(facts, kinds, ends);
            }
            if (options.tiers().contains(Tier.INDEX)) {
                checkIndex(facts, ends);
            }
            return new Summary(facts.records(), facts.unreadable(), findings.tallies(), remarks);
        }
    }

    /** Asked for before any end is taken: what is built then is made of all that lies before the ends. */
    private Recomputed built(Aggregates declared) {
        JsonNode builds = streams.ok(streams.get("/v1/aggregates"), "which aggregates are built");
        return Recomputed.of(declared, builds, options.scope());
    }

    private void remarkOnOtherFormulas(long many) {
        if (many > 0) {
            remarks.add(many + " aggregates are not recomputed: formulas made them that are declared no more");
        }
    }

    private void read(Facts facts, LogEnds part) {
        listener.start("reading the log", "records", part.size());
        log.read(part, record -> {
            facts.take(record);
            listener.at(facts.records());
        });
    }

    private void checkExecutions(Facts facts, LogEnds ends) {
        if (!options.scope().holdsExecutions()) {
            return;
        }
        if (!ends.isWhole()) {
            remarks.add("executions are not recomputed: the log has lost its oldest records to retention");
            return;
        }
        listener.start("recomputing executions", "executions", 0);
        Findings.Count count = findings.count(Tier.LOG, Subject.EXECUTION);
        new Executions(count, log::event).check(facts.executions(), () -> listener.at(count.done()));
        count.end();
    }

    private void checkStore(Facts facts, Kinds declared, LogEnds ends) {
        StoreTier store = new StoreTier(streams, log.clusterId(), ends, options.scope());
        List<String> kinds = kindsOf(facts, declared);
        listener.start("comparing the store's heads", "heads", 0);
        compare(
                Tier.STORE,
                Subject.HEAD,
                new StoreHeads(store, ends),
                Sighting.BY_NAME,
                facts.heads(),
                store.heads(kinds));
        listener.start("comparing the store's history", "events", facts.events());
        compare(
                Tier.STORE,
                Subject.EVENT,
                new StoreEvents(store, ends),
                Sighting.BY_ENTITY,
                facts.history(),
                store.history(kinds));
    }

    /** Those that the log has events of, and those that are declared: a store may hold what the log does not. */
    private List<String> kindsOf(Facts facts, Kinds declared) {
        SortedSet<String> kinds = new TreeSet<>(facts.objectKinds());
        declared.all().forEach(kind -> kinds.add(kind.name()));
        kinds.addAll(options.scope().kinds());
        kinds.removeIf(kind -> !options.scope().holdsKind(kind));
        return List.copyOf(kinds);
    }

    private void checkIndex(Facts facts, LogEnds ends) {
        new Follower(STREAMS, streams, options.patience(), listener)
                .await(ends.of(options.scope()::mayNeed).ends());
        LogEnds withHeads = ends.and(log.ends(Topics.HEADS.name()::equals));
        IndexTier index = new IndexTier(openSearch, awaitIndex(withHeads), options.scope());
        index.refresh();
        try (ExternalSort<Sighting> heads = sorting("index-heads", Sighting.BY_NAME)) {
            collect("reading the index's heads", 0, index.heads(), IndexDocuments::head, heads);
            compare(
                    Tier.INDEX,
                    Subject.HEAD,
                    new IndexHeads(index, withHeads),
                    Sighting.BY_NAME,
                    facts.heads(),
                    heads.sorted());
        }
        try (ExternalSort<Sighting> events = sorting("index-events", Sighting.BY_EVENT);
                ExternalSort<Sighting> expected = sorting("log-events", Sighting.BY_EVENT)) {
            collect("reading the index", facts.events(), index.events(), IndexDocuments::event, events);
            facts.history().forEachRemaining(expected::add);
            listener.start("comparing the index", "events", facts.events());
            compare(
                    Tier.INDEX,
                    Subject.EVENT,
                    new IndexEvents(index, ends),
                    Sighting.BY_EVENT,
                    expected.sorted(),
                    events.sorted());
        }
    }

    /**
     * Waits until the index has taken in the log up to these ends.
     *
     * @return the generation of it that is read and has
     */
    private int awaitIndex(LogEnds ends) {
        int before = generation();
        while (true) {
            new Follower(SINK, sink, options.patience(), listener).await(ends.ends());
            int after = generation();
            if (after == before) {
                return after;
            }
            before = after; // promoted meanwhile, and who knows which of both was seen to have come so far
        }
    }

    private int generation() {
        return sink.ok(sink.get("/v1/lag"), "which generation of the index is read")
                .path("generation")
                .asInt(1);
    }

    private ExternalSort<Sighting> sorting(String name, Comparator<Sighting> order) {
        return new ExternalSort<>(folder.path(), name, Sighting.form(), order, options.memoryBytes() / 4);
    }

    private void collect(
            String task,
            long total,
            Iterator<JsonNode> documents,
            Function<JsonNode, Sighting> reading,
            ExternalSort<Sighting> to) {
        listener.start(task, "documents", total);
        documents.forEachRemaining(document -> {
            to.add(reading.apply(document));
            listener.at(to.items());
        });
    }

    private void compare(
            Tier tier,
            Subject subject,
            Held held,
            Comparator<Sighting> key,
            Iterator<Sighting> said,
            Iterator<Sighting> found) {
        Findings.Count count = findings.count(tier, subject);
        new Join<>(key, new Comparison(count, held, log::event, () -> listener.at(count.done()))).run(said, found);
        count.end();
    }
}
