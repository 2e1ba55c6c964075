package dev.agentguard.action;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A command about to be sent to a data store that is no SQL database. It says what the command names: keys, collections,
 * topics, the form of a filter. Values that may be data are left out by who makes it; the digest stands for them.
 *
 * @param store which kind of store
 * @param hosts the server that it is sent to, or the servers of which one is, as {@code host:port}; empty if not known
 * @param database the database's name or number, or null if it is not known or there are none
 * @param name the command's name as it is sent; for Kafka the method of its admin client
 * @param arguments what the command names, by argument: strings, numbers, booleans, null, lists and maps
 * @param digest a digest of the whole command, values too; null if it was not seen whole
 */
public record StoreCommand(
        Store store,
        List<String> hosts,
        @Nullable String database,
        String name,
        Map<String, @Nullable Object> arguments,
        @Nullable String digest)
        implements Action {

    /** The kinds of stores. */
    public enum Store {
        /** Redis, Valkey and what speaks their protocol. */
        REDIS,
        /** MongoDB and what speaks its protocol. */
        MONGODB,
        /** Kafka, through its admin client. */
        KAFKA
    }

    /** Stands in {@link #arguments} for a value that may be data. */
    public static final String VALUE = "?";

    /** The argument that is there if some of the others are missing, since the command is over the bounds. */
    public static final String CUT = "…";

    /** Copies the lists. */
    public StoreCommand {
        hosts = List.copyOf(hosts);
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /**
     * Returns whether arguments are missing.
     *
     * @return true if what was left out may say something else than what is there
     */
    public boolean isCut() {
        return arguments.containsKey(CUT);
    }

    /** Shows no argument: a record is easily logged. */
    @Override
    public String toString() {
        return "StoreCommand[" + store + " with " + arguments.size() + " arguments]";
    }
}
