package dev.agentguard.effect;

import org.jspecify.annotations.Nullable;

/**
 * A part of where an action says that it happens: a Kubernetes context, an AWS region, a database's name.
 *
 * @param type what it is a part of and which, for example {@code kubernetes:namespace}; {@code provider:environment} for
 *     what the provider itself calls an environment
 * @param value the value as written in the action, or null if it is given and cannot be read before the call
 */
public record Place(String type, @Nullable String value) {

    /** The server that runs SQL, {@code host:port}. */
    public static final String DATABASE_HOST = "database:host";

    /** The server that runs SQL, {@code host:port}, as it names itself: another name of {@link #DATABASE_HOST}. */
    public static final String DATABASE_SERVER = "database:server";

    /** The database (catalog) that runs SQL. */
    public static final String DATABASE_NAME = "database:name";

    /** The schema in which SQL looks up unqualified names. */
    public static final String DATABASE_SCHEMA = "database:schema";

    /** The id of the AWS access key that signed a request; which account it is of only AWS knows. */
    public static final String AWS_ACCESS_KEY = "aws:access-key";

    /** The directory in which a command of this machine runs, if the script went to another one. */
    public static final String DIRECTORY = "local:directory";

    /** The URL of a request without its query; without its path too if that cannot be read with certainty. */
    public static final String URL = "http:url";

    /**
     * Stands in front of the type of what a program is asked for and need not keep to: {@code --env=testing} of a program
     * that falls back to another file. It proves nothing.
     */
    public static final String ASKED = "asked:";

    /**
     * Stands in front of the type of what an argument of a tool names, of which nobody declared what it means: the tool may
     * go there. It proves nothing, and makes no other place doubtful.
     */
    public static final String TOLD = "told:";

    private static final String ENVIRONMENT = ":environment";

    /**
     * Returns the type of a part that a pack names.
     *
     * @param provider the pack's provider
     * @param part the part; with a colon in it, the whole type
     * @return the type
     */
    public static String type(String provider, String part) {
        return part.indexOf(':') >= 0 ? part : provider + ":" + part;
    }

    /**
     * Returns the environment of a provider.
     *
     * @param operation the name of an operation of this provider, {@code provider:name}
     * @param value the environment's name or id
     * @return the place
     */
    public static Place environmentOf(String operation, String value) {
        return new Place(operation.substring(0, Math.max(0, operation.indexOf(':'))) + ENVIRONMENT, value);
    }

    /**
     * Returns whether this is what the provider itself calls an environment.
     *
     * @return true if it is
     */
    public boolean isEnvironment() {
        return type.endsWith(ENVIRONMENT) && !type.startsWith(ASKED) && !type.startsWith(TOLD);
    }
}
