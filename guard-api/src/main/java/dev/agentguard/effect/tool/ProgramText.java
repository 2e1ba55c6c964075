package dev.agentguard.effect.tool;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells whether a text that nobody declared looks like a program. */
final class ProgramText {

    private static final int LONGEST_START = 400;

    /** The first words of statements and what must follow somewhere behind them, so that a sentence is not taken for one. */
    private static final Map<String, Set<String>> STATEMENTS = Map.ofEntries(
            Map.entry("select", Set.of("from", "1", "(")),
            Map.entry("with", Set.of("as (", "as(")),
            Map.entry("delete", Set.of("from ")),
            Map.entry(
                    "drop",
                    Set.of(
                            "table",
                            "database",
                            "schema",
                            "index",
                            "view",
                            "user",
                            "role",
                            "collection",
                            "measurement",
                            "keyspace",
                            "series",
                            "stream",
                            "function",
                            "procedure",
                            "warehouse",
                            "stage",
                            "dictionary")),
            Map.entry("truncate", Set.of("")),
            Map.entry("insert", Set.of("into ")),
            Map.entry("update", Set.of(" set ")),
            Map.entry("alter", Set.of("table", "database", "schema", "user", "role", "system", "index", "view")),
            Map.entry("create", Set.of("table", "database", "schema", "index", "view", "user", "role", "function")),
            Map.entry("merge", Set.of("into ", "using ")),
            Map.entry("grant", Set.of(" to ")),
            Map.entry("explain", Set.of("select", "delete", "update", "insert", "with")),
            Map.entry("replace", Set.of("into ")),
            Map.entry("copy", Set.of(" from ", " to ")));

    /** What may stand behind {@code show}; after any other word it is a sentence. */
    private static final Set<String> SHOWN = Set.of(
            "tables",
            "databases",
            "schemas",
            "columns",
            "indexes",
            "index",
            "keys",
            "grants",
            "views",
            "variables",
            "processlist",
            "partitions",
            "warehouses");

    private static final Set<String> OF = Set.of("from", "in", "like", "for");

    private ProgramText() {}

    /** A text whose first word begins a statement, after comments, and that goes on like one. */
    static boolean isSql(String text) {
        int start = behindComments(text);
        int end = start;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        if (end == start || end - start > 8) {
            return false;
        }
        String first = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (isLook(first, text, end)) {
            return true;
        }
        Set<String> followed = STATEMENTS.get(first);
        if (followed == null) {
            return false;
        }
        String rest = text.substring(end, Math.min(text.length(), end + LONGEST_START))
                .toLowerCase(Locale.ROOT)
                .replace('\n', ' ')
                .replace('\t', ' ');
        for (String word : followed) {
            int at = rest.indexOf(word);
            boolean whole = at >= 0 && (at <= 1 || !goesOn(rest, word, at + word.length()));
            if (whole && !rest.substring(at + word.length()).isBlank()) {
                return true; // `drop table` alone is what somebody looks for
            }
        }
        return false;
    }

    /** {@code tables} in {@code drop unused tables} is what somebody is to do. */
    private static boolean goesOn(String rest, String word, int end) {
        return !word.isEmpty()
                && isLetter(word.charAt(word.length() - 1))
                && end < rest.length()
                && isLetter(rest.charAt(end));
    }

    /** {@code show tables}, {@code show full columns from t}, {@code describe t}; more words than that talk about it. */
    private static boolean isLook(String first, String text, int end) {
        boolean shows = first.equals("show");
        if ((!shows && !first.equals("describe") && !first.equals("desc")) || text.length() > LONGEST_START) {
            return false;
        }
        String[] words = text.substring(end).strip().toLowerCase(Locale.ROOT).split("\\s+", 8);
        if (!shows) {
            return words.length == 1 && !words[0].isEmpty();
        }
        int at = words[0].equals("full") || words[0].equals("extended") ? 1 : 0;
        if (at >= words.length || !SHOWN.contains(words[at])) {
            return false;
        }
        return words.length == at + 1
                || (words.length >= at + 3 && words.length <= at + 5 && OF.contains(words[at + 1]));
    }

    private static int behindComments(String text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c) || c == ';' || c == '(') {
                i++;
            } else if (text.startsWith("--", i)) {
                int end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                i = end < 0 ? text.length() : end + 2;
            } else {
                break;
            }
        }
        return i;
    }

    /** A document that writes; one that reads may as well be another text. */
    static boolean isGraphQl(String text) {
        if (text.indexOf('{') < 0) {
            return false;
        }
        int mutation = text.indexOf("mutation");
        return (mutation >= 0 && text.indexOf('{', mutation) > 0) || isGraphQlQuery(text);
    }

    /** {@code query { … }}, {@code query orders($id: ID!) { … }}. */
    private static boolean isGraphQlQuery(String text) {
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (!text.startsWith("query", at)) {
            return false;
        }
        at += "query".length();
        while (at < text.length() && (text.charAt(at) == ' ' || isLetter(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at < text.length()
                && (text.charAt(at) == '{' || text.charAt(at) == '(')
                && text.indexOf('{', at) >= 0
                && text.indexOf('}', at) > 0;
    }

    /** A value that goes on as a command line where a shell would read it: {@code /srv; rm -rf /srv}. */
    static boolean continuesAsShell(String text) {
        if (text.length() > LONGEST_START || text.indexOf('\n') >= 0) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ';' || c == '`' || c == '|' || (c == '&' && i + 1 < text.length() && text.charAt(i + 1) == '&')) {
                return true;
            }
            if (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '(') {
                return true;
            }
        }
        return false;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
