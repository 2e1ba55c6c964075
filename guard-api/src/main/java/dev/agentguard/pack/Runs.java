package dev.agentguard.pack;

import dev.agentguard.effect.Program;
import dev.agentguard.effect.Program.Language;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which argument of an operation is a program that it runs.
 *
 * @param language what it is written in
 * @param path the argument's name and the fields of what stands in it; items of lists are gone through
 * @param only what must hold for it to be such a program, or null if it always is
 */
record Runs(Language language, List<String> path, @Nullable DryRun only) {

    private static final int MOST_TEXTS = 1_000;
    private static final String ONE = "expected one of `shell: ARGUMENT`, `words: ARGUMENT`, `sql: ARGUMENT`";

    Runs {
        path = List.copyOf(path);
    }

    static @Nullable Runs parse(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        node.map("shell", "words", "sql", "only");
        Runs runs = null;
        for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
            if (!entry.getKey().equals("only")) {
                if (runs != null) {
                    throw node.error(ONE);
                }
                Language language = Language.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
                List<String> path = List.of(entry.getValue().string().split("\\.", -1));
                runs = new Runs(language, path, RequestParser.dryRun(node.get("only")));
            }
        }
        if (runs == null) {
            throw node.error(ONE);
        }
        return runs;
    }

    /** Returns the program, or null if none is given or not all of it can be known. */
    @Nullable
    Program in(Map<String, @Nullable Object> arguments) {
        List<String> texts = new ArrayList<>();
        if ((only != null && !only.holds(arguments)) || !collect(arguments, 0, texts) || texts.isEmpty()) {
            return null;
        }
        // an only text that is not a list of words is a line, as a Dockerfile has it
        boolean line =
                language == Language.WORDS && texts.size() == 1 && texts.get(0).indexOf(' ') >= 0;
        return new Program(line ? Language.SHELL : language, texts);
    }

    private boolean collect(@Nullable Object value, int at, List<String> texts) {
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                if (!collect(item, at, texts)) {
                    return false;
                }
            }
            return true;
        }
        if (at < path.size()) {
            return value instanceof Map<?, ?> fields && collect(fields.get(path.get(at)), at + 1, texts);
        }
        return value instanceof String text && texts.size() < MOST_TEXTS && texts.add(text);
    }
}
