package dev.agentguard.config;

import dev.agentguard.scope.Secret;
import dev.agentguard.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the secrets of credentials are: {@code env:NAME}, {@code file:PATH}, {@code file:PATH#key}. They are read once,
 * for their fingerprint. No message shows what was found.
 */
final class SecretSources {

    private static final String FILE = "file:";
    private static final List<String> REFERENCES = List.of("vault:", "op:");

    private final Variables variables;
    private final Path base;

    SecretSources(Variables variables, Path base) {
        this.variables = variables;
        this.base = base;
    }

    /** Whether this only says where the secret is kept, at a place that is not read. */
    static boolean isReference(String source) {
        return REFERENCES.stream().anyMatch(source::startsWith);
    }

    List<Secret> secrets(YamlNode node) {
        String source = node.string();
        return source.startsWith(FILE)
                ? fromFile(node, source.substring(FILE.length()))
                : List.of(variables.secret(node));
    }

    private List<Secret> fromFile(YamlNode node, String source) {
        int hash = source.indexOf('#');
        String name = hash < 0 ? source : source.substring(0, hash);
        byte[] content = content(name);
        if (content == null) {
            throw node.error("there is no such file, or it cannot be read");
        }
        if (content.length >= BoundedFiles.LIMIT) {
            throw node.error("the file is larger than 1 MiB");
        }
        String text = new String(content, StandardCharsets.UTF_8);
        if (hash >= 0) {
            List<String> values = SecretFile.values(text, source.substring(hash + 1));
            if (values.isEmpty()) {
                throw node.error("there is no text at the key behind `#` in the file");
            }
            return values.stream().map(Secret::of).toList();
        }
        String whole = text.strip();
        if (whole.isEmpty() || whole.indexOf('\n') >= 0) {
            throw node.error("expected a file of one line; of any other, say which value is meant: `file:PATH#key`");
        }
        return List.of(Secret.of(whole));
    }

    private byte @Nullable [] content(String name) {
        try {
            boolean home = name.startsWith("~/");
            Path path =
                    home ? Path.of(System.getProperty("user.home", "")).resolve(name.substring(2)) : base.resolve(name);
            return BoundedFiles.read(path);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
