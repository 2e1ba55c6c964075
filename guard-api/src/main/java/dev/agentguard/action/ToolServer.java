package dev.agentguard.action;

/**
 * A server of the Model Context Protocol, by what the application says of it. What a server calls itself does not count.
 *
 * @param client the name that the application gave its client; empty if none
 * @param address the URL that its client connects to, or the command line that starts it; empty if that is not known
 */
public record ToolServer(String client, String address) {

    /** Shows no address: it may hold a secret. */
    @Override
    public String toString() {
        return "ToolServer[" + client + "]";
    }
}
