package dev.agentguard.config;

import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands between {@code ---} at the head of a rule file. It says when the text is shown to a model, not when the
 * rules hold; so nothing of it counts, and one that cannot be read is only said.
 */
final class FrontMatter {

    private static final int LONGEST = 1 << 16;
    private static final String MARK = "---";

    private FrontMatter() {}

    /** Returns what is wrong with it, or null. */
    static @Nullable String problem(String name, byte[] content) {
        String head = new String(content, 0, Math.min(content.length, LONGEST), StandardCharsets.UTF_8);
        if (!head.startsWith(MARK + "\n") && !head.startsWith(MARK + "\r\n")) {
            return null;
        }
        int end = head.indexOf("\n" + MARK, MARK.length());
        if (end < 0) {
            return content.length > LONGEST ? "its front matter is longer than " + LONGEST + " bytes" : null;
        }
        try {
            YamlNode.read(name, head.substring(head.indexOf('\n') + 1, end + 1));
            return null;
        } catch (YamlException e) {
            return "its front matter is not read, its rules hold all the same: " + e.getMessage();
        }
    }
}
