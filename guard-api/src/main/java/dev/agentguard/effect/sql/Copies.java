package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Reach;

/** Reads what moves data between tables, files and stages. */
final class Copies {

    private Copies() {}

    static void read(Reading reading, Segment statement, String word) {
        Tokens tokens = reading.tokens();
        int from = statement.from();
        int to = statement.to();
        if (tokens.find(from, to, "PROGRAM") > 0) {
            Programs.read(reading, statement);
            return;
        }
        if (destroys(tokens, from, to, word)) {
            reading.add(reading.effect(
                            word.equals("RM") ? "remove" : word.toLowerCase(java.util.Locale.ROOT), statement)
                    .resource("sql:file", null)
                    .reach(Reach.ALL)
                    .reversibility(Reversibility.IRREVERSIBLE, "removes or overwrites files or rows that are there")
                    .build());
            return;
        }
        boolean acts = Expressions.read(reading, from + 1, to);
        int into = tokens.find(from, to, "TO");
        boolean reads = word.equals("COPY") && into > 0 && isClient(tokens.word(into + 1));
        if (!acts && reads) {
            Statements.add(reading, statement, "copy-out", Reversibility.READ_ONLY, "reads to the client");
        } else if (!reads) {
            reading.add(reading.effect(word.toLowerCase(java.util.Locale.ROOT), statement)
                    .resource("sql:table", Names.startsAt(tokens, from + 1) ? Names.read(tokens, from + 1) : null)
                    .reach(Reach.MANY)
                    .reversibility(Reversibility.REVERSIBLE, "adds rows or writes a file")
                    .build());
        }
    }

    private static boolean isClient(String word) {
        return word.equals("STDOUT") || word.equals("PSTDOUT");
    }

    private static boolean destroys(Tokens tokens, int from, int to, String word) {
        if (word.equals("REMOVE") || word.equals("RM")) {
            return true;
        }
        for (int i = from; i < to; i++) {
            switch (tokens.word(i)) {
                case "OVERWRITE", "PURGE", "CLEANPATH", "ALLOWOVERWRITE" -> {
                    boolean off = tokens.is(i + 1, "FALSE") || tokens.is(i + 2, "FALSE");
                    if (!off) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }
}
