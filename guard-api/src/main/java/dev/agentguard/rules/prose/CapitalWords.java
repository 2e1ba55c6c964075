package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Single words in capitals that name statements, commands of stores or methods of HTTP: "no UPDATE or DELETE". */
final class CapitalWords {

    private static final Set<String> SQL = Set.of("UPDATE", "DELETE", "DROP", "TRUNCATE", "ALTER", "INSERT", "MERGE");
    private static final Set<String> STATEMENTS = Set.of("UPDATE", "DELETE", "INSERT", "ALTER", "TRUNCATE", "DROP");
    private static final Set<String> HTTP = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> STORES = Set.of("FLUSHALL", "FLUSHDB");

    private CapitalWords() {}

    /** Whether a statement that changes tables is named among the words. */
    static boolean areIn(List<Token> words) {
        return words.stream().anyMatch(token -> token.isWord() && STATEMENTS.contains(token.text()));
    }

    /** Returns what the word means; null where it is none, or shouts like the words around it. */
    static @Nullable Condition at(List<Token> region, int at) {
        String word = region.get(at).text();
        if (STORES.contains(word)) {
            return Operates.destroying("redis:flush*", "tool:*flush*");
        }
        if ((!SQL.contains(word) && !HTTP.contains(word)) || isShouted(region, at - 1) || isShouted(region, at + 1)) {
            return null;
        }
        boolean http = region.stream().anyMatch(token -> HTTP.contains(token.text()));
        if (http) {
            return AllOf.of(Operates.writing("*:" + word, "*:" + word + " *"), new OnHost(List.of()));
        }
        String name = word.toLowerCase(java.util.Locale.ROOT);
        return word.equals("DROP")
                ? Operates.destroying("sql:drop*", "sql:alter*drop*")
                : word.equals("DELETE") || word.equals("TRUNCATE")
                        ? Operates.destroying("sql:" + name + "*")
                        : Operates.writing("sql:" + name + "*");
    }

    /** Whether a neighbour is in capitals too and no such word: the whole sentence shouts. */
    private static boolean isShouted(List<Token> region, int at) {
        if (at < 0 || at >= region.size() || !region.get(at).isWord()) {
            return false;
        }
        String word = region.get(at).text();
        boolean capitals = word.length() > 1 && word.chars().allMatch(Character::isUpperCase);
        return capitals
                && !SQL.contains(word)
                && !HTTP.contains(word)
                && !Set.of("OR", "AND", "SQL").contains(word);
    }
}
