package io.dsel.ingest;

import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.kind.Kind;
import io.dsel.kind.RuleVerdict;
import io.dsel.manifest.ManifestChange;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What stands between an item that is an event, and the log: its kind's schema, then its kind's rules; for a manifest,
 * whether it can be one.
 */
final class Validation {
    private final EventLog log;
    private final KindLog kindLog;
    private final Manifests manifests;

    Validation(EventLog log, KindLog kindLog) {
        this.log = log;
        this.kindLog = kindLog;
        manifests = new Manifests(log, kindLog);
    }

    Manifests manifests() {
        return manifests;
    }

    /** The item, or what is wrong with it. What a manifest needs is there then. */
    Item admit(Item item) {
        if (!(item instanceof Item.Valid valid)) {
            return item;
        }
        try {
            Optional<ManifestAdmission> manifest = manifests.of(valid.event());
            if (manifest.isPresent()) {
                manifest.get().requireCallers(valid.event());
                return fromEventsRoot(valid.event(), () -> admit(valid, manifest.get()));
            }
            requireRules(valid.event());
            return item;
        } catch (InvalidEventException e) {
            return new Item.Invalid((RuntimeException) valid.translate().translate(e), item.about());
        } catch (RulesBrokenException | ManifestRefusedException | KindInUseException | LogUnavailableException e) {
            return new Item.Invalid(e, item.about());
        }
    }

    private static Item admit(Item.Valid valid, ManifestAdmission manifest) {
        ManifestAdmission.Completion completion = manifest.complete(valid.event());
        Optional<ManifestChange> change = manifest.admit(completion.event());
        return valid.with(completion.event(), completion.on(), change);
    }

    /** What would become of the item, without effect. @param writer for what is wrong with it */
    Outcome examine(Item item, EventWriter writer) {
        if (!(item instanceof Item.Valid valid)) {
            return writer.rejected(((Item.Invalid) item).error());
        }
        Event event = valid.event();
        try {
            Optional<ManifestAdmission> manifest = manifests.of(event);
            if (manifest.isPresent()) {
                log.requireSchema(event);
                manifest.get().requireCallers(event);
                return examine(event, manifest.get());
            }
            List<RuleVerdict> verdicts = verdicts(event);
            return RulesBrokenException.of(verdicts)
                    .map(writer::rejected)
                    .orElseGet(() -> new Outcome.Passed(event.entity(), verdicts, Optional.empty()));
        } catch (InvalidEventException e) {
            return writer.rejected(valid.translate().translate(e));
        } catch (RuntimeException e) {
            return writer.rejected(e);
        }
    }

    /**
     * What becomes of each rule of the event's kind, if it were to be stored.
     *
     * @throws InvalidEventException naming the fields, from the event's root, that are not of its kind's schema
     * @throws LogUnavailableException if what tells does not answer
     */
    List<RuleVerdict> verdicts(Event event) {
        log.requireSchema(event);
        return judge(event);
    }

    private static Outcome examine(Event event, ManifestAdmission manifest) {
        if (event.kind().isDeletion()) {
            manifest.requireUnused(event.meta().name());
            return new Outcome.Passed(event.entity(), List.of(), Optional.empty());
        }
        ManifestChange change = fromEventsRoot(
                event, () -> manifest.examine(manifest.complete(event).event()));
        return new Outcome.Passed(event.entity(), List.of(), Optional.of(change));
    }

    /** Whether the schema fits is known from rules that hold; only where one does not, it is asked for first. */
    private void requireRules(Event event) {
        List<RuleVerdict> broken =
                judge(event).stream().filter(verdict -> !verdict.pass()).toList();
        if (broken.stream().anyMatch(RuleVerdict::refuses)) {
            log.requireSchema(event);
            throw new RulesBrokenException(broken);
        }
    }

    private List<RuleVerdict> judge(Event event) {
        Optional<Kind> kind = kindLog.kinds().find(event.kind().objectKind(), event.state());
        return kind.map(it -> it.judge(event)).orElse(List.of());
    }

    /** Fields of a manifest are named from its root; here, as those of every object, from the event's. */
    private static <T> T fromEventsRoot(Event event, Supplier<T> check) {
        try {
            return check.get();
        } catch (InvalidEventException e) {
            throw new InvalidEventException(e.violations().stream()
                    .map(violation -> violation.inside("spec." + event.kind().objectField()))
                    .toList());
        }
    }
}
