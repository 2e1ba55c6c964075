package dev.agentguard.config;

import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration may say. One that was merely found in the working directory may have been written by the agent
 * or come with a repository: it can tighten, and whatever would loosen is ignored and listed.
 */
final class Trust {

    private final boolean trusted;
    private final List<String> warnings = new ArrayList<>();

    Trust(boolean trusted) {
        this.trusted = trusted;
    }

    /** Returns the section if it may be used, else null. */
    @Nullable
    YamlNode loosening(YamlNode root, String key) {
        YamlNode section = root.get(key);
        return section == null || accepts(root.keyNode(key), "`" + key + "`") ? section : null;
    }

    /** Returns whether what stands at a node may be used; if not, the warning is noted. */
    boolean accepts(YamlNode node, String what) {
        if (!trusted) {
            warnings.add(node.source() + ": " + what
                    + " is ignored, this file was merely found; `guard trust` lets it loosen");
        }
        return trusted;
    }

    boolean isTrusted() {
        return trusted;
    }

    List<String> warnings() {
        return warnings;
    }
}
