package dev.agentguard.scope;

/**
 * A name under which an action is logged in where the secret itself does not show. A name is no secret, and the same one
 * may exist in many places.
 *
 * @param system what it is a name in: {@code jdbc} or {@code kubeconfig}
 * @param user the user's name; empty if only the place is known
 * @param address host and port of the database, or the kubeconfig's context; empty if it is not known
 */
public record Login(String system, String user, String address) {

    /** The user of a database. */
    public static final String JDBC = "jdbc";

    /** A user of a kubeconfig file. */
    public static final String KUBECONFIG = "kubeconfig";

    /** Returns the login for people, {@code app_rw@db.internal:5432}. */
    @Override
    public String toString() {
        return (user.isEmpty() ? "*" : user) + (address.isEmpty() ? "" : "@" + address);
    }
}
