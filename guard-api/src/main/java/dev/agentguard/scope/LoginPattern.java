package dev.agentguard.scope;

import org.jspecify.annotations.Nullable;

/**
 * A declared login: {@code jdbc:USER}, {@code jdbc:USER@HOST[:PORT]}, {@code kubeconfig:USER}, {@code
 * kubeconfig:USER@CONTEXT}; a {@code *} for the user is any. Immutable.
 */
public final class LoginPattern {

    private final String system;
    private final String user;
    private final String address;
    private final @Nullable HostPattern host;

    private LoginPattern(String system, String user, String address) {
        this.system = system;
        this.user = user;
        this.address = address;
        this.host = system.equals(Login.JDBC) && !address.isEmpty() ? new HostPattern(address) : null;
    }

    /**
     * Reads a pattern.
     *
     * @param text the pattern as written
     * @return the pattern, or null if it is none
     */
    public static @Nullable LoginPattern of(String text) {
        int colon = text.indexOf(':');
        String system = colon < 0 ? "" : text.substring(0, colon);
        if (!system.equals(Login.JDBC) && !system.equals(Login.KUBECONFIG)) {
            return null;
        }
        String rest = text.substring(colon + 1).strip();
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? rest : rest.substring(0, at);
        String address = at < 0 ? "" : rest.substring(at + 1);
        boolean nobody = user.isBlank() || (user.equals("*") && address.isBlank());
        return nobody || (at >= 0 && address.isBlank()) ? null : new LoginPattern(system, user, address);
    }

    /** Returns whether a login is one of these; a part that the login does not say does not match. */
    boolean matches(Login login) {
        if (!system.equals(login.system()) || !matchesUser(login.user())) {
            return false;
        }
        if (address.isEmpty()) {
            return true;
        }
        return host == null
                ? address.equals(login.address())
                : !login.address().isEmpty() && host.matches(HostPattern.Host.of(login.address()));
    }

    /** MySQL's server says {@code user@client}; servers that fold names write them in upper case. */
    private boolean matchesUser(String name) {
        int at = name.lastIndexOf('@');
        return user.equals("*")
                || user.equalsIgnoreCase(name)
                || (at > 0 && system.equals(Login.JDBC) && user.equalsIgnoreCase(name.substring(0, at)));
    }
}
