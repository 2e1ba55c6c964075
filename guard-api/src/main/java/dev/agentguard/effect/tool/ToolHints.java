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

    private static final Set<String> ADDRESS_NAMES = Set.of("url", "uri", "endpoint", "address", "href");
    private static final Set<String> BODY_NAMES =
            Set.of("body", "data", "payload", "json", "form", "requestbody", "postdata");
    /** What a person reads there need not be what it is about. */
    private static final Set<String> PROSE_NAMES = Set.of(
            "content",
            "contents",
            "text",
            "body",
            "message",
            "title",
            "subject",
            "description",
            "summary",
            "comment",
            "note",
            "notes",
            "thought");

    private static final Set<String> STATE_NAMES =
            Set.of("action", "operation", "op", "state", "status", "lifecycle", "mode");
    private static final int LONGEST_STATE = 60;
    private static final Set<String> DESTROYED = Set.of(
            "delete",
            "deleted",
            "destroy",
            "destroyed",
            "remove",
            "removed",
            "purge",
            "purged",
            "wipe",
            "wiped",
            "erase",
            "erased",
            "drop",
            "dropped",
            "terminate",
            "terminated",
            "truncate",
            "truncated");

    private ToolHints() {}

    static ToolName raise(ToolName name, ToolCall call) {
        ToolName raised = describesDestruction(call.description())
                ? name.raised(Reversibility.IRREVERSIBLE, "the tool's description says that it destroys")
                : name;
        if (raised.reversibility().compareTo(Reversibility.REVERSIBLE) > 0) {
            return raised;
        }
        if (raised.reversibility() == Reversibility.REVERSIBLE) {
            String marked = marksDestroyed(call.arguments(), 0);
            if (marked != null) {
                return raised.raised(
                        Reversibility.IRREVERSIBLE, "the argument `" + marked + "` marks something as destroyed");
            }
        }
        String program = program(call.arguments());
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

    /** Returns the name of an argument that holds a program, a writing method or the body of a request, or null. */
    static @Nullable String program(Map<?, ?> arguments) {
        String address = named(arguments, ADDRESS_NAMES);
        String body = address == null ? null : named(arguments, BODY_NAMES);
        return body != null ? body : program(arguments, address == null, 0);
    }

    private static @Nullable String named(Map<?, ?> arguments, Set<String> names) {
        for (Map.Entry<?, ?> entry : arguments.entrySet()) {
            Object value = entry.getValue();
            if (names.contains(key(entry.getKey())) && value != null && !value.equals("")) {
                return shortened(entry.getKey());
            }
        }
        return null;
    }

    /** {@code state: DELETED}, {@code action: delete}, {@code isDeleted: true}: in a call that changes something. */
    private static @Nullable String marksDestroyed(Map<?, ?> arguments, int depth) {
        for (Map.Entry<?, ?> entry : arguments.entrySet()) {
            String key = key(entry.getKey());
            Object value = entry.getValue();
            boolean state = STATE_NAMES.contains(key)
                    && value instanceof String text
                    && text.length() <= LONGEST_STATE
                    && ToolWords.of(text).stream().anyMatch(DESTROYED::contains);
            String flag = key.startsWith("is") ? key.substring(2) : key;
            if (state || (DESTROYED.contains(flag) && Boolean.TRUE.equals(value))) {
                return shortened(entry.getKey());
            }
            if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                String found = marksDestroyed(inner, depth + 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static String key(@Nullable Object name) {
        return String.valueOf(name).toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static String shortened(@Nullable Object name) {
        String text = String.valueOf(name);
        return text.length() > 60 ? text.substring(0, 60) : text;
    }

    private static @Nullable String program(Map<?, ?> arguments, boolean mayBeProse, int depth) {
        for (Map.Entry<?, ?> entry : arguments.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Object value = entry.getValue();
            if (value instanceof Map<?, ?> inner && depth < DEEPEST) {
                String found = program(inner, mayBeProse, depth + 1);
                if (found != null) {
                    return found;
                }
            } else if (value instanceof String text && writes(name, text, mayBeProse)) {
                return shortened(name);
            }
        }
        return null;
    }

    private static boolean writes(String name, String value, boolean mayBeProse) {
        String key = key(name);
        if (METHOD_NAMES.contains(key)) {
            return !SAFE_METHODS.contains(value.strip().toUpperCase(Locale.ROOT));
        }
        if (PROGRAM_NAMES.contains(key) && !value.isBlank()) {
            return true;
        }
        if (mayBeProse && PROSE_NAMES.contains(key)) {
            return false;
        }
        String start = value.strip();
        if ((start.startsWith("{") || start.startsWith("[")) && start.contains("\"query\"")) {
            return start.contains("mutation");
        }
        String lower = start.substring(0, Math.min(start.length(), 40)).toLowerCase(Locale.ROOT);
        return WRITING_STARTS.stream().anyMatch(lower::startsWith)
                && (!lower.startsWith("update ")
                        || start.toLowerCase(Locale.ROOT).contains(" set "))
                && (!lower.startsWith("mutation ") || start.indexOf('{') > 0);
    }
}
