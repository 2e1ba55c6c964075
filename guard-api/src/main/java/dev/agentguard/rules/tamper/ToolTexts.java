package dev.agentguard.rules.tamper;

import dev.agentguard.action.ToolCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The texts in a tool's arguments that may be names of files: short ones whole, and the files that a patch names. */
final class ToolTexts {

    private static final int MOST = 1_000;
    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 1_000;
    private static final List<String> PATCH = List.of(
            "+++ ",
            "--- ",
            "*** Update File: ",
            "*** Delete File: ",
            "*** Add File: ",
            "*** Move to: ",
            "rename from ",
            "rename to ",
            "diff --git ");

    /** Parameters that are for people to read; a file's name in one of them is not what is written to. */
    private static final Set<String> PROSE = Set.of(
            "title",
            "subject",
            "body",
            "content",
            "text",
            "message",
            "description",
            "comment",
            "query",
            "summary",
            "note",
            "prompt",
            "question");

    private final List<String> texts = new ArrayList<>();

    private ToolTexts() {}

    static List<String> of(ToolCall call) {
        ToolTexts found = new ToolTexts();
        found.add("", call.arguments(), 0);
        return found.texts;
    }

    private void add(String key, @Nullable Object value, int depth) {
        if (depth > DEEPEST || texts.size() >= MOST) {
            return;
        }
        if (value instanceof String text) {
            addText(key, text);
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> add(String.valueOf(name).toLowerCase(Locale.ROOT), each, depth + 1));
        } else if (value instanceof Collection<?> list) {
            list.forEach(each -> add(key, each, depth + 1));
        }
    }

    private void addText(String key, String text) {
        if (text.length() <= LONGEST_NAME && text.indexOf('\n') < 0) {
            if (!PROSE.contains(key)) {
                texts.add(text);
                if (text.startsWith("/")) {
                    texts.add(text.substring(1)); // tools often have a root of their own
                }
            }
            return;
        }
        int start = 0;
        while (start < text.length() && texts.size() < MOST) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            addPatched(line);
            start = end < 0 ? text.length() : end + 1;
        }
    }

    private void addPatched(String line) {
        if (line.length() > LONGEST_NAME) {
            return;
        }
        for (String mark : PATCH) {
            if (line.startsWith(mark)) {
                for (String name : line.substring(mark.length()).strip().split("[ \t]+", 4)) {
                    texts.add(name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name);
                }
            }
        }
    }
}
