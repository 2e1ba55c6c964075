package dev.agentguard.config;

import dev.agentguard.yaml.PropertyTree;
import dev.agentguard.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a host that brings its own properties, such as a framework: the keys of {@code guard.yaml}, where
 * {@code version} may be left out. Immutable if its tree is not changed any more.
 */
public final class Settings {

    private final String name;
    private final YamlNode root;
    private final byte[] content;
    private final Path base;
    private final boolean trusted;
    private final UnaryOperator<@Nullable String> variables;

    /**
     * Makes settings of properties.
     *
     * @param name what messages call them, for example {@code `guard.*` properties}
     * @param properties the properties
     * @param base the directory that relative paths start from and whose rule files hold
     * @param trusted whether a human set them; others can only tighten
     * @param variables finds the value of a variable that {@code env:NAME} names, or null
     * @throws dev.agentguard.yaml.YamlException if the properties make no tree
     */
    public Settings(
            String name,
            PropertyTree properties,
            Path base,
            boolean trusted,
            UnaryOperator<@Nullable String> variables) {
        this.name = name;
        this.root = properties.root();
        this.content = properties.content().getBytes(StandardCharsets.UTF_8);
        this.base = base;
        this.trusted = trusted;
        this.variables = variables;
    }

    String name() {
        return name;
    }

    YamlNode root() {
        return root;
    }

    byte[] content() {
        return content.clone();
    }

    Path base() {
        return base;
    }

    boolean isTrusted() {
        return trusted;
    }

    Variables.Lookup variables() {
        return variables::apply;
    }
}
