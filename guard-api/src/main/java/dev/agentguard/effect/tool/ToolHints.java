package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the description and the arguments of a tool without annotations suggest. They only ever raise what the name
 * says: a description is written by whoever offers the tool, an argument by the model.
 */
final class ToolHints {

    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 8;
    private static final List<String> FINAL = List.of(
            "cannot be undone",
            "can't be undone",
            "can not be undone",
            "irreversible",
            "irreversibly",
            "cannot be recovered",
            "unrecoverable");
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> METHOD_NAMES = Set.of("method", "httpmethod", "verb", "requestmethod");
    private static final Set<String> PROGRAM_NAMES =
            Set.of("sql", "statement", "command", "cmd", "script", "shell", "mutation", "commandline");
    private static final List<String> WRITING_STARTS = List.of(
            "delete from ",
            "drop table",
            "drop database",
            "drop schema",
            "truncate ",
            "insert into ",
            "alter table",
            "alter database",
            "update ",
            "mutation {",
            "mutation(",
            "mutation ",
            "merge into ",
            "grant ",
            "create table");

    private ToolHints() {}

    static ToolName raise(ToolName name, ToolCall call) {
        ToolName raised = describesDestruction(call.description())
                ? name.raised(Reversibility.IRREVERSIBLE, "the tool's description says that it destroys")
                : name;
        if (raised.reversibility().compareTo(Reversibility.REVERSIBLE) > 0) {
            return raised;
        }
        String program = program(call.arguments(), 0);
        return program == null
                ? raised
                : raised.raised(
                        Reversibility.UNKNOWN,
                        "the argument `" + program + "` may do more than the tool's name says: annotate it");
    }

    /** A sentence that begins with a destroying verb, or says that something is for good. */
    private static boolean describesDestruction(String description) {
        String text = description.length() > LONGEST ? description.substring(0, LONGEST) : description;
        String lower = text.toLowerCase(Locale.ROOT);
        if (FINAL.stream().anyMatch(lower::contains)) {
            return true;
        }
        for (String sentence : lower.split("[.!\n;:]", -1)) {
            List<String> words = ToolWords.of(sentence);
            int permanently = words.indexOf("permanently");
            if (destroysAt(words, 0) || (permanently >= 0 && destroysAt(words, permanently + 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean destroysAt(List<String> words, int index) {
        if (index >= words.size()) {
            return false;
        }
        String word = words.get(index);
        String base = word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
        return Verb.of(word) == Verb.DESTROY || Verb.of(base) == Verb.DESTROY;
    }

    /** Returns the name of an argument that holds a program or a writing method, or null. */
    private static @Nullable String program(Map<?, ?> arguments, int depth) {
        for (Map.Entry<?, ?> entry : arguments.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                String found = program(inner, depth + 1);
                if (found != null) {
                    return found;
                }
            } else if (value instanceof String text && writes(name, text)) {
                return name.length() > 60 ? name.substring(0, 60) : name;
            }
        }
        return null;
    }

    private static boolean writes(String name, String value) {
        String key = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        if (METHOD_NAMES.contains(key)) {
            return !SAFE_METHODS.contains(value.strip().toUpperCase(Locale.ROOT));
        }
        if (PROGRAM_NAMES.contains(key) && !value.isBlank()) {
            return true;
        }
        String start = value.strip();
        String lower = start.substring(0, Math.min(start.length(), 40)).toLowerCase(Locale.ROOT);
        return WRITING_STARTS.stream().anyMatch(lower::startsWith)
                && (!lower.startsWith("update ")
                        || start.toLowerCase(Locale.ROOT).contains(" set "))
                && (!lower.startsWith("mutation ") || start.indexOf('{') > 0);
    }
}
