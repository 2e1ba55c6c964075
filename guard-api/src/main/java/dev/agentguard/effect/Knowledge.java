package dev.agentguard.effect;

import org.jspecify.annotations.Nullable;

/**
 * What is known of providers' operations. Implementations are immutable and safe for use by many threads.
 */
public interface Knowledge {

    /**
     * Returns what an operation does: from the pack of the host it is sent to, else from the general reading.
     *
     * @param operation the operation
     * @return its effect, with the operation's evidence; class {@code UNKNOWN} if neither knows it
     */
    Effect effectOf(Operation operation);

    /**
     * Returns whether method and URL of a request decide what it does, so that a body that cannot be read does not
     * matter: an upload of an object.
     *
     * @param operation the request
     * @return true if a pack says so
     */
    default boolean standsAlone(Operation operation) {
        return false;
    }

    /**
     * Returns whether a pack names this endpoint as one that speaks GraphQL.
     *
     * @param host host and, if given, port, in lower case
     * @param path the request's path
     * @return true if a body sent there is to be read as GraphQL
     */
    boolean speaksGraphQl(String host, String path);

    /**
     * Returns whether a name holds a verb that is known, so that it says something of what it does.
     *
     * @param name the name of a tool or procedure
     * @return false if only nouns and unknown words stand in it, which is what is said by whoever knows no verbs
     */
    default boolean namesAVerb(String name) {
        return false;
    }

    /** When a field's name lets its value say that something is destroyed. */
    enum Telling {
        /** Never, but for a constant such as {@code DELETED}, which says so under any name. */
        NEVER,
        /** When its value is a text that names an act or is a program. */
        BY_TEXT,
        /** By any value. */
        BY_VALUE
    }

    /**
     * Returns whether values under a name may say that something is destroyed, wherever it stands in a request.
     *
     * @param name the name of a parameter or of a field of a body
     * @return when they may; never less than they do
     */
    default Telling tells(String name) {
        return Telling.BY_VALUE;
    }

    /**
     * Returns whether a value under a name may say that something is destroyed.
     *
     * @param name the name
     * @param value a text, a number, a truth value, null or {@link Operation#UNRESOLVED}
     * @return false only if it says nothing in any operation
     */
    default boolean tells(String name, @Nullable Object value) {
        return true;
    }
}
