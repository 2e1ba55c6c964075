package dev.agentguard.config;

import dev.agentguard.scope.Secret;
import dev.agentguard.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A secret of Guard's own: {@code env:NAME}, or {@code file:PATH}. A file is read again each time, since those that platforms
 * mount are replaced while the application runs.
 */
final class OwnCredential {

    private static final String FILE = "file:";

    private OwnCredential() {}

    static Supplier<Secret> read(YamlNode node, Variables variables, Path base) {
        YamlNode concealed = node.concealed();
        String source = node.string();
        if (!source.startsWith(FILE)) {
            Secret secret = variables.secret(concealed);
            return () -> secret;
        }
        String name = source.substring(FILE.length());
        boolean home = name.startsWith("~/");
        Path file = home ? Path.of(System.getProperty("user.home", ""), name.substring(2)) : base.resolve(name);
        try {
            read(file);
        } catch (IllegalStateException e) {
            throw concealed.error("expected a file of one line that can be read");
        }
        return () -> read(file);
    }

    private static Secret read(Path file) {
        byte[] content = BoundedFiles.read(file);
        String text = content == null ? "" : new String(content, StandardCharsets.UTF_8).strip();
        if (text.isEmpty() || text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw new IllegalStateException("no secret in the file");
        }
        return Secret.of(text);
    }
}
