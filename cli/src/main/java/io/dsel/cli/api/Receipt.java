package io.dsel.cli.api;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an answer rests on, as its headers say it.
 *
 * @param tier that answered; empty if the service did not say
 * @param role of the instance that answered, {@code active} or {@code standby}; empty if it has none
 * @param age since when nothing newer is certain to be in the answer
 * @param tried tiers that were asked before, with the reasons why they fell
 * @param missing what the answer lacks
 */
public record Receipt(String tier, String role, Duration age, List<String> tried, List<String> missing) {
    public static final Receipt NONE = new Receipt("", "", Duration.ZERO, List.of(), List.of());

    private static final String SEVERAL = "; ";

    public Receipt {
        tried = List.copyOf(tried);
        missing = List.copyOf(missing);
    }

    static Receipt of(HttpHeaders headers) {
        return new Receipt(
                headers.firstValue("Dsel-Tier").orElse(""),
                headers.firstValue("Dsel-Role").orElse(""),
                Duration.ofMillis(headers.firstValue("Dsel-Age-Ms")
                        .filter(age -> age.matches("[0-9]{1,18}"))
                        .map(Long::parseLong)
                        .orElse(0L)),
                split(headers, "Dsel-Tried"),
                split(headers, "Dsel-Missing"));
    }

    /** Of both answers together: as old as the older, with the faults of each. */
    public Receipt and(Receipt other) {
        Receipt older = other.age.compareTo(age) > 0 || tier.isEmpty() ? other : this;
        return new Receipt(older.tier, older.role, older.age, union(tried, other.tried), union(missing, other.missing));
    }

    private static List<String> union(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private static List<String> split(HttpHeaders headers, String name) {
        return headers.allValues(name).stream()
                .flatMap(value -> Stream.of(value.split(SEVERAL)))
                .filter(part -> !part.isBlank())
                .toList();
    }
}
