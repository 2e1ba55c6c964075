package dev.agentguard.mcp;

import dev.agentguard.action.ToolServer;
import dev.agentguard.effect.Glob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server that a human declared. All that is given has to fit.
 *
 * @param client the name of its client, or null for any
 * @param url its URL without a query, or null for any
 * @param command the first words of the command line that starts it; empty for any
 * @param trust what was said of it
 * @param hints whether what the server says of its tools' behaviour tightens; it never loosens
 */
public record DeclaredServer(
        @Nullable Glob client, @Nullable Glob url, List<Glob> command, Trust trust, boolean hints) {

    /** Copies the list. */
    public DeclaredServer {
        command = List.copyOf(command);
    }

    boolean fits(ToolServer server) {
        return (client == null || client.matches(server.client()))
                && (url == null || url.matches(Address.url(server.address())))
                && (command.isEmpty() || startsWithCommand(server.address()));
    }

    /** Whether a request goes to it; a request has no client and no command. */
    boolean fitsUrl(String address) {
        return client == null && command.isEmpty() && url != null && url.matches(Address.url(address));
    }

    private boolean startsWithCommand(String address) {
        String[] words = Address.words(address);
        if (words.length < command.size()) {
            return false;
        }
        for (int i = 0; i < command.size(); i++) {
            if (!command.get(i).matches(words[i])) {
                return false;
            }
        }
        return true;
    }
}
