package dev.agentguard.config;

import dev.agentguard.effect.Glob;
import dev.agentguard.mcp.DeclaredServer;
import dev.agentguard.mcp.Trust;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code mcp:} */
final class McpSection {

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 50;

    private McpSection() {}

    /** What may be written under {@code trust}. */
    private enum TrustWord {
        TRUSTED,
        UNTRUSTED,
        DENIED
    }

    /** What may be written under {@code hints}. */
    private enum HintsWord {
        TIGHTEN,
        IGNORE
    }

    static List<DeclaredServer> read(@Nullable YamlNode section, Trusting trusting) {
        YamlNode servers = section == null ? null : section.map("servers").get("servers");
        List<DeclaredServer> declared = new ArrayList<>();
        if (servers != null) {
            for (YamlNode node : servers.list()) {
                declared.add(server(node, trusting));
            }
        }
        return declared;
    }

    /** Says whether what loosens may be used. */
    interface Trusting {
        boolean accepts(YamlNode node, String what);
    }

    private static DeclaredServer server(YamlNode node, Trusting trusting) {
        node.map("name", "url", "command", "trust", "hints");
        YamlNode name = node.get("name");
        YamlNode url = node.get("url");
        YamlNode command = node.get("command");
        YamlNode trust = node.get("trust");
        YamlNode hints = node.get("hints");
        if (name == null && url == null && command == null) {
            throw node.error("expected `name`, `url` or `command`, by which the server is known");
        }
        if (trust == null && hints == null) {
            throw node.error("expected `trust` or `hints`, or nothing is said of the server");
        }
        Glob address = url == null ? null : glob(url, "a URL such as `https://mcp.example.com/*`");
        if (url != null && address != null && !address.pattern().contains("://")) {
            throw url.expected("a URL such as `https://mcp.example.com/*`");
        }
        return new DeclaredServer(
                name == null ? null : glob(name, "the name that the application gives its client"),
                address,
                command == null ? List.of() : words(command),
                trust == null ? Trust.UNDECLARED : trust(trust, trusting),
                hints == null || hints(hints, trusting));
    }

    private static Trust trust(YamlNode node, Trusting trusting) {
        return switch (node.oneOf(TrustWord.class)) {
            case TRUSTED -> trusting.accepts(node, "`trust: trusted`") ? Trust.TRUSTED : Trust.UNDECLARED;
            case UNTRUSTED -> Trust.UNTRUSTED;
            case DENIED -> Trust.DENIED;
        };
    }

    private static boolean hints(YamlNode node, Trusting trusting) {
        return node.oneOf(HintsWord.class) == HintsWord.TIGHTEN || !trusting.accepts(node, "`hints: ignore`");
    }

    private static List<Glob> words(YamlNode node) {
        List<Glob> words = new ArrayList<>();
        for (String word : node.string().strip().split(" +", -1)) {
            if (word.isEmpty() || word.length() > LONGEST || words.size() == MOST_WORDS) {
                throw node.expected("the first words of the command that starts it, such as `npx -y some-server`");
            }
            words.add(new Glob(word));
        }
        return words;
    }

    private static Glob glob(YamlNode node, String expected) {
        String text = node.string();
        if (text.isBlank() || text.length() > LONGEST) {
            throw node.expected(expected);
        }
        return new Glob(text);
    }
}
