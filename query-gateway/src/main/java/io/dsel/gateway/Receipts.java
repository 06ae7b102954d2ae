package io.dsel.gateway;

import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Receipt;
import io.dsel.gateway.read.Tried;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The receipt of an answer that was put together from several reads. */
final class Receipts {
    private Receipts() {}

    /** That of the older part, one of unknown age before all; with what is missing from either and the tiers that fell in either. */
    static Receipt weaker(Receipt one, Receipt other) {
        Coverage older = isOlder(other.coverage(), one.coverage()) ? other.coverage() : one.coverage();
        TreeSet<String> missing = new TreeSet<>(one.coverage().missing());
        missing.addAll(other.coverage().missing());
        Coverage coverage = new Coverage(
                older.tier(),
                older.source(),
                older.role(),
                older.region(),
                older.age(),
                older.positions(),
                older.behind(),
                List.copyOf(missing));
        return new Receipt(coverage, tried(one, other), one.took().plus(other.took()));
    }

    private static boolean isOlder(Coverage coverage, Coverage than) {
        if (coverage.age().isEmpty() || than.age().isEmpty()) {
            return than.age().isPresent();
        }
        return coverage.age().get().compareTo(than.age().get()) > 0;
    }

    /** A tier that is down falls in every part for the same reason; once is enough. */
    private static List<Tried> tried(Receipt one, Receipt other) {
        List<Tried> all = new ArrayList<>(one.tried());
        for (Tried tried : other.tried()) {
            int known = -1;
            for (int i = 0; i < all.size(); i++) {
                known = all.get(i).tier() == tried.tier() ? i : known;
            }
            if (known < 0) {
                all.add(tried);
            } else {
                Tried before = all.get(known);
                Duration took = before.took().plus(tried.took());
                all.set(known, new Tried(before.tier(), before.reason(), took));
            }
        }
        return all;
    }
}
