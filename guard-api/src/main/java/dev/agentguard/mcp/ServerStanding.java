package dev.agentguard.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the server whose tool is called.
 *
 * @param server its name
 * @param tool the tool's name at the server, as people may read it
 * @param trust what a human said of it
 * @param pin how the tool compares with what it was
 * @param changes what is not as it was, one line each, or why that is not known
 * @param saysItDestroys whether the server itself says that the tool may destroy, and that counts
 * @param digest of what the server says of the tool now; empty if it says nothing
 */
public record ServerStanding(
        String server, String tool, Trust trust, Pin pin, List<String> changes, boolean saysItDestroys, String digest) {

    /** How a tool compares with what it was when its server was seen first, or when a human accepted it. */
    public enum Pin {
        /** It is what it was, or its server is seen for the first time. */
        SAME,
        /** Its server says something else of it. */
        CHANGED,
        /** Its server did not have it. */
        NEW,
        /** Its server does not list it. */
        UNLISTED,
        /** That cannot be told. */
        UNKNOWN
    }

    /** Copies the list. */
    public ServerStanding {
        changes = List.copyOf(changes);
    }

    /**
     * Returns what a denied server is, of which nothing else is looked at.
     *
     * @param server its name
     * @param tool the tool's name
     * @return the standing
     */
    static ServerStanding denied(String server, String tool) {
        return new ServerStanding(server, tool, Trust.DENIED, Pin.SAME, List.of(), false, "");
    }

    /**
     * Returns why the tool has to be looked at, in words.
     *
     * @return the first change, or null if there is none
     */
    public @Nullable String firstChange() {
        return changes.isEmpty() ? null : changes.get(0);
    }
}
