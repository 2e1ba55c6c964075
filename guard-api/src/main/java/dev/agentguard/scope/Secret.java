package dev.agentguard.scope;

/** Holds a secret of Guard's own and never prints it. Immutable. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Returns a holder.
     *
     * @param value the secret
     * @return the holder
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /**
     * Returns the secret, to be sent and not to be kept.
     *
     * @return the secret
     */
    public String reveal() {
        return value;
    }

    /**
     * Returns a text without the secret, for what a server wrote back.
     *
     * @param text the text
     * @return the text with every occurrence of the secret replaced
     */
    public String redact(String text) {
        return value.isEmpty() ? text : text.replace(value, "(secret)");
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
