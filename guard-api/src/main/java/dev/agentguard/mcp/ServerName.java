package dev.agentguard.mcp;

import dev.agentguard.action.ToolServer;

/**
 * How a server is called, in the file of pins and to people. Two servers never share a name: what is left out of it, as it
 * may be a secret, is in a digest.
 */
final class ServerName {

    private static final int LONGEST_CLIENT = 100;
    private static final int LONGEST_ADDRESS = 300;
    private static final int DIGEST = 8;

    private ServerName() {}

    static String of(ToolServer server) {
        String address = Address.isUrl(server.address()) ? Address.url(server.address()) : server.address();
        if (server.client().isEmpty() && address.isEmpty()) {
            return "a server that nobody named";
        }
        String client = Excerpt.escaped(server.client(), LONGEST_CLIENT);
        String shown = Excerpt.escaped(Address.shown(address), LONGEST_ADDRESS);
        String name = client.isEmpty() || shown.isEmpty() ? client + shown : client + " at " + shown;
        boolean whole = client.equals(server.client()) && shown.equals(address) && !client.contains(" ");
        return whole
                ? name
                : name + " #" + Digest.of(server.client() + "\n" + address).substring(0, DIGEST);
    }
}
