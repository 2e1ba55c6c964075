package dev.agentguard.rules.prose;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program is started that listens on one of these ports: {@code -p 8765}, {@code --port=8765}, {@code PORT=8765},
 * {@code 8765:80}, {@code python -m http.server 8765}. What asks somebody else on a port does not.
 *
 * @param ports the ports, in digits
 */
record PortUsed(Set<String> ports) implements Condition {

    private static final int MOST = 80;

    private static final Set<String> CLIENTS = Set.of(
            "curl",
            "wget",
            "http",
            "https",
            "nc",
            "ncat",
            "telnet",
            "lsof",
            "ss",
            "netstat",
            "fuser",
            "kill",
            "pkill",
            "kill-port",
            "nmap",
            "psql",
            "mysql",
            "redis-cli",
            "mongosh",
            "grep",
            "rg",
            "cat",
            "sed",
            "echo",
            "git",
            "gh",
            "ls",
            "find",
            "awk",
            "head",
            "tail",
            "ping",
            "xdg-open",
            "open");

    PortUsed {
        ports = Set.copyOf(ports);
    }

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(input.commands().stream().anyMatch(this::listens));
    }

    private boolean listens(Command command) {
        if (CLIENTS.contains(command.program())) {
            return false;
        }
        Word given = command.variables().named("PORT");
        if (given != null && ports.contains(given.text())) {
            return true;
        }
        List<Word> words = command.arguments();
        for (int i = 0; i < Math.min(words.size(), MOST); i++) {
            String port = port(words.get(i).text());
            if (port != null && ports.contains(port)) {
                return true;
            }
        }
        return false;
    }

    /** The port that an argument may be; null if it is none. */
    private static @Nullable String port(String text) {
        if (text.indexOf("://") >= 0) {
            return null;
        }
        int equals = text.lastIndexOf('=');
        String value = equals >= 0 ? text.substring(equals + 1) : text.startsWith("-p") ? text.substring(2) : text;
        String[] parts = value.split(":", -1);
        if (parts.length > 3) {
            return null;
        }
        // host:port, port:container, address:port:container
        String own = parts.length == 1 ? parts[0] : isPort(parts[0]) ? parts[0] : parts[1];
        return isPort(own) ? own : null;
    }

    static boolean isPort(String text) {
        return text.length() >= 2 && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public Set<RuleKey> keys() {
        return ports.stream()
                .map(port -> new RuleKey(RuleKey.Dimension.WORD, port))
                .collect(Collectors.toSet());
    }

    @Override
    public List<String> examples() {
        String port = ports.stream().sorted().findFirst().orElse("");
        return List.of("shell python3 -m http.server " + port, "shell npx serve --port " + port);
    }

    @Override
    public String toString() {
        return "listens on " + String.join(", ", ports.stream().sorted().toList());
    }
}
