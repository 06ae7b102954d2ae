package io.dsel.service;

/** @param detail what is wrong and what it waits for; empty when there is nothing to say */
public record Health(boolean ready, String detail) {
    public static Health up() {
        return new Health(true, "");
    }

    public static Health down(String detail) {
        return new Health(false, detail);
    }
}
