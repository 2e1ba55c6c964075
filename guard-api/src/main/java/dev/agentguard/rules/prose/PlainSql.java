package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements of SQL that stand in a sentence without back-ticks, in capitals: "DELETE FROM users". */
final class PlainSql {

    private static final Set<String> VERBS = Set.of("DELETE", "DROP", "TRUNCATE", "ALTER", "UPDATE", "DETACH");
    private static final Set<String> NOUNS =
            Set.of("FROM", "TABLE", "DATABASE", "SCHEMA", "COLUMN", "INDEX", "VIEW", "USER", "ROLE", "DELETE");

    private PlainSql() {}

    static @Nullable String at(List<Token> region, int start) {
        if (start + 1 >= region.size()
                || !VERBS.contains(region.get(start).text())
                || !NOUNS.contains(region.get(start + 1).text())) {
            return null;
        }
        return Tokens.text(region.subList(start, start + length(region, start)));
    }

    static int length(List<Token> region, int start) {
        boolean name = start + 2 < region.size()
                && region.get(start + 2).isWord()
                && !Vocabulary.CONDITIONS.contains(region.get(start + 2).word())
                && !region.get(start + 2).is("or")
                && !region.get(start + 2).is("and")
                && !region.get(start + 2).is("statements")
                && !region.get(start + 2).is("commands");
        return name ? 3 : 2;
    }
}
