package dev.agentguard.config;

/** A secret that came from the environment; shows itself to nobody who does not ask for it. */
public final class Secret {

    private final String value;
    private final String variable;

    Secret(String value, String variable) {
        this.value = value;
        this.variable = variable;
    }

    /**
     * Returns the secret, for the one request that needs it.
     *
     * @return the secret
     */
    public String reveal() {
        return value;
    }

    /** Returns where the secret came from, never the secret. */
    @Override
    public String toString() {
        return "env:" + variable;
    }
}
