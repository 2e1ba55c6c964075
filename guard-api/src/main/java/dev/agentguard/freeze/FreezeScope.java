package dev.agentguard.freeze;

import java.util.Locale;

/**
 * What is frozen.
 *
 * @param kind how much
 * @param name the session or the agent; empty for everything
 */
public record FreezeScope(Kind kind, String name) {

    /** Everything that shares the store. */
    public static final FreezeScope ALL = new FreezeScope(Kind.ALL, "");

    private static final int LONGEST = 500;

    /** How much is frozen. */
    public enum Kind {
        /** Everything that shares the store. */
        ALL,
        /** All sessions of an agent, and what may be its own. */
        AGENT,
        /** One session. */
        SESSION
    }

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if it is missing, longer than 500 characters or holds control characters
     */
    public FreezeScope {
        boolean named = kind != Kind.ALL;
        if (named == name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    named
                            ? "the name of " + kind.name().toLowerCase(Locale.ROOT) + "s has 1 to " + LONGEST
                                    + " characters, none of them a control character"
                            : "everything has no name");
        }
    }

    /**
     * Returns one session.
     *
     * @param name its name, as the record has it
     * @return the scope
     */
    public static FreezeScope session(String name) {
        return new FreezeScope(Kind.SESSION, name);
    }

    /**
     * Returns all sessions of an agent.
     *
     * @param name the agent: what stands before {@code #} or {@code @} in the names of its sessions; of a class the simple
     *     name does too
     * @return the scope
     */
    public static FreezeScope agent(String name) {
        return new FreezeScope(Kind.AGENT, name);
    }

    boolean covers(String session) {
        return switch (kind) {
            case ALL -> true;
            case SESSION -> session.equals(name);
            case AGENT -> isOfAgent(session);
        };
    }

    private boolean isOfAgent(String session) {
        for (int at = session.indexOf(name); at >= 0; at = session.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || session.charAt(at - 1) == '.' || session.charAt(at - 1) == '$';
            boolean ends = end == session.length() || session.charAt(end) == '#' || session.charAt(end) == '@';
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    /** Whether nobody knows which agent a session is of, so that it may be this one. */
    boolean mayBe(String session) {
        return kind == Kind.AGENT && (session.isEmpty() || session.startsWith("#") || session.startsWith("@"));
    }

    /**
     * Returns what a human types to confirm it.
     *
     * @return the name, or {@code all}
     */
    public String confirm() {
        return kind == Kind.ALL ? "all" : name;
    }

    /**
     * Returns the option of the command line that names it.
     *
     * @return for example {@code --session assistant#42}
     */
    public String option() {
        return "--" + kind.name().toLowerCase(Locale.ROOT) + (kind == Kind.ALL ? "" : " " + name);
    }

    /**
     * Returns it in words.
     *
     * @return for example {@code session `assistant#42`}
     */
    @Override
    public String toString() {
        return kind == Kind.ALL
                ? "everything"
                : kind.name().toLowerCase(Locale.ROOT) + " `" + EntryJson.plain(name) + "`";
    }
}
