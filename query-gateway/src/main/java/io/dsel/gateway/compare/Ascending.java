package io.dsel.gateway.compare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The longest ascending subsequence: what need not move when a list is brought into order. */
final class Ascending {
    private Ascending() {}

    /**
     * Patience sorting, n log n.
     *
     * @param numbers each once
     * @return of the longest subsequences, one
     */
    static Set<Integer> longest(List<Integer> numbers) {
        int[] ends = new int[numbers.size()]; // by length less one: place of the least number that ends such a run
        int[] before = new int[numbers.size()];
        int length = 0;
        for (int i = 0; i < numbers.size(); i++) {
            int shorter = shorter(numbers, ends, length, numbers.get(i));
            before[i] = shorter == 0 ? -1 : ends[shorter - 1];
            ends[shorter] = i;
            length = Math.max(length, shorter + 1);
        }
        Set<Integer> run = new HashSet<>();
        for (int i = length == 0 ? -1 : ends[length - 1]; i >= 0; i = before[i]) {
            run.add(numbers.get(i));
        }
        return run;
    }

    /** How long the longest run is that the number can go on. */
    private static int shorter(List<Integer> numbers, int[] ends, int length, int number) {
        int low = 0;
        int high = length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (numbers.get(ends[middle]) < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
