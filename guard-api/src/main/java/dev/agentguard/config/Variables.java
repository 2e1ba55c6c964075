package dev.agentguard.config;

import dev.agentguard.scope.Secret;
import dev.agentguard.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** Secrets named in the file as {@code env:NAME}; what stands in the file instead is never shown. */
final class Variables {

    private static final String PREFIX = "env:";

    private final Lookup lookup;

    Variables(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Finds the value of an environment variable. */
    @FunctionalInterface
    interface Lookup {
        @Nullable
        String get(String name);
    }

    Secret secret(YamlNode node) {
        String reference = node.string();
        String name = reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : "";
        if (!isName(name)) {
            throw node.error("expected `env:NAME`, the name of an environment variable; a secret does not belong here");
        }
        String value = lookup.get(name);
        if (value == null || value.isBlank()) {
            throw node.error("environment variable `" + name + "` is not set");
        }
        return Secret.of(value.strip());
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)))
                && !Character.isDigit(name.charAt(0));
    }
}
