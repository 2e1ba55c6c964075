package dev.agentguard.effect.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells SQL from other text that a request sends: a search, a filter, a sentence. */
final class StatementText {

    private static final int LONGEST_START = 400;

    /** First words that begin statements where a field is meant for them. */
    private static final Set<String> FIRST = Set.of(
            "select",
            "with",
            "show",
            "describe",
            "desc",
            "explain",
            "values",
            "table",
            "insert",
            "update",
            "delete",
            "merge",
            "replace",
            "upsert",
            "create",
            "alter",
            "drop",
            "truncate",
            "rename",
            "grant",
            "revoke",
            "copy",
            "load",
            "unload",
            "export",
            "import",
            "call",
            "exec",
            "execute",
            "do",
            "begin",
            "start",
            "commit",
            "rollback",
            "set",
            "use",
            "analyze",
            "analyse",
            "vacuum",
            "optimize",
            "refresh",
            "pragma",
            "attach",
            "detach",
            "kill",
            "system",
            "undrop",
            "declare",
            "backup",
            "restore",
            "purge",
            "lock",
            "prepare");

    /** First words and what must follow somewhere behind them, where a text may be anything. */
    private static final Map<String, Set<String>> SENTENCES = Map.ofEntries(
            Map.entry("select", Set.of(" from ", " 1", "(", "*")),
            Map.entry("with", Set.of(" as (", " as(")),
            Map.entry("delete", Set.of(" from ")),
            Map.entry(
                    "drop",
                    Set.of(
                            " table",
                            " database",
                            " schema",
                            " index",
                            " view",
                            " user",
                            " role",
                            " series",
                            " measurement",
                            " keyspace",
                            " warehouse",
                            " function",
                            " procedure",
                            " materialized")),
            Map.entry("truncate", Set.of(" ")),
            Map.entry("insert", Set.of(" into ", " overwrite ")),
            Map.entry("update", Set.of(" set ")),
            Map.entry(
                    "alter", Set.of(" table", " database", " schema", " user", " role", " system", " index", " view")),
            Map.entry(
                    "create",
                    Set.of(
                            " table",
                            " database",
                            " schema",
                            " index",
                            " view",
                            " user",
                            " role",
                            " function",
                            " or replace ")),
            Map.entry("merge", Set.of(" into ", " using ")),
            Map.entry("grant", Set.of(" to ")),
            Map.entry("revoke", Set.of(" from ")),
            Map.entry("explain", Set.of(" select", " delete", " update", " insert", " with", " analyze")),
            Map.entry("show", Set.of(" tables", " databases", " schemas", " create ", " columns")),
            Map.entry("replace", Set.of(" into ")),
            Map.entry("remove", Set.of(" table ", " database ", " namespace ")),
            Map.entry("optimize", Set.of(" table")),
            Map.entry("copy", Set.of(" from ", " to ", " into ")));

    private static final List<String> ARTICLES =
            List.of(" the ", " my ", " our ", " your ", " please ", " an ", " how ", " which ", " should ");

    private StatementText() {}

    /** Returns whether a text begins as a statement does. */
    static boolean begins(String text) {
        return FIRST.contains(first(text));
    }

    /** Returns whether a text begins and goes on as a statement does, so that a sentence is not taken for one. */
    static boolean is(String text) {
        String first = first(text);
        Set<String> followed = SENTENCES.get(first);
        if (followed == null) {
            return false;
        }
        int start = behindComments(text) + first.length();
        String rest = text.substring(start, Math.min(text.length(), start + LONGEST_START))
                .toLowerCase(Locale.ROOT)
                .replace('\n', ' ')
                .replace('\r', ' ')
                .replace('\t', ' ');
        boolean sentence = isSentence(rest);
        for (String word : followed) {
            int at = rest.indexOf(word);
            if (at == 0 || (at > 0 && !sentence)) {
                return true;
            }
        }
        return rest.contains("/*"); // a comment stands where a space would
    }

    /** Words that stand in what people write, and hardly ever in statements. */
    private static boolean isSentence(String text) {
        for (String word : ARTICLES) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String first(String text) {
        int start = behindComments(text);
        int end = start;
        while (end < text.length() && end - start < 12 && isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end).toLowerCase(Locale.ROOT);
    }

    private static int behindComments(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == ';' || c == '(' || c == '\uFEFF') {
                i++;
            } else if (text.startsWith("--", i) || c == '#') {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*!", i)) {
                i += 3;
                while (i < text.length() && Character.isDigit(text.charAt(i))) {
                    i++;
                }
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = end < 0 ? text.length() : end + 2;
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
