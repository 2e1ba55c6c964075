package dev.agentguard.action;

/**
 * The database that will run a statement, as its own server names it. What is not known is empty.
 *
 * @param address host and port of the server, {@code db.internal:5432}; empty for one in this process
 * @param name the database's (catalog's) name; for one in a file its path
 * @param schema the schema in which unqualified names are looked up
 * @param user the user that the connection is logged in as
 */
public record Database(String address, String name, String schema, String user) {}
