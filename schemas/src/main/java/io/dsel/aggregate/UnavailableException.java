package io.dsel.aggregate;

/** Why what is asked outside does not answer. The message is told in aggregates, so it says nothing secret. */
public final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean lasting;

    private UnavailableException(String reason, boolean lasting) {
        super(reason);
        this.lasting = lasting;
    }

    /** What may be over soon, such as a server that is down: asked again after a second, then less and less often. */
    public static UnavailableException passing(String reason) {
        return new UnavailableException(reason, false);
    }

    /** What somebody has to change, such as a permission: asked again once a minute. */
    public static UnavailableException lasting(String reason) {
        return new UnavailableException(reason, true);
    }

    public boolean isLasting() {
        return lasting;
    }
}
