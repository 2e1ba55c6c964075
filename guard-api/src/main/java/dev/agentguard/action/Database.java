package dev.agentguard.action;

import org.jspecify.annotations.Nullable;

/**
 * The database that will run a statement, as its own server names it. What is not known is empty.
 *
 * @param address host and port to which the connection was made, {@code db.internal:5432}; empty for a database in this
 *     process
 * @param server host and port as the server itself names them, which differ from the address behind a proxy, a
 *     forwarded port or another name; empty if it does not say
 * @param name the database's (catalog's) name; for one in a file its path
 * @param schema the schema in which unqualified names are looked up
 * @param user the user that the connection is logged in as
 * @param unknown why the connection could not be asked, or null if it was; then nothing else is known
 */
public record Database(
        String address,
        String server,
        String name,
        String schema,
        String user,
        @Nullable String unknown) {

    /**
     * Creates a database whose server does not name itself.
     *
     * @param address host and port of the server; empty for a database in this process
     * @param name the database's (catalog's) name; for one in a file its path
     * @param schema the schema in which unqualified names are looked up
     * @param user the user that the connection is logged in as
     */
    public Database(String address, String name, String schema, String user) {
        this(address, "", name, schema, user, null);
    }

    /**
     * Returns a database that could not be asked what it is.
     *
     * @param because why; lower case, no final period, without secrets
     * @return a database of which nothing else is known
     */
    public static Database unknown(String because) {
        return new Database("", "", "", "", "", because);
    }
}
