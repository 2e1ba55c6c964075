package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Set;

/** Statements that start a program on the server or at the client. What it does is not read here. */
final class Programs {

    /** Programs that remove or overwrite what they are given. */
    private static final Set<String> DESTROYING =
            Words.set("rm rmdir del erase rd shred mkfs dd format unlink truncate diskpart");

    private Programs() {}

    static void read(Reading reading, Segment statement) {
        Tokens tokens = reading.tokens();
        boolean destroys = false;
        for (int i = statement.from(); i < statement.to(); i++) {
            Token token = tokens.at(i);
            destroys |= (token.isString() || token.type() == Token.Type.META) && runsDestroying(token.value());
        }
        add(reading, statement, destroys);
    }

    /** Reads a command of a client of which the text is the command line. */
    static void read(Reading reading, Segment statement, String text) {
        add(reading, statement, runsDestroying(text));
    }

    private static void add(Reading reading, Segment statement, boolean destroys) {
        reading.add(reading.effect("program", statement)
                .kind(Kind.COMPUTE)
                .resource("sql:program", null)
                .reach(Reach.ALL)
                .reversibility(
                        destroys ? Reversibility.IRREVERSIBLE : Reversibility.UNKNOWN,
                        destroys ? "starts a program that removes files" : "starts a program")
                .build());
    }

    private static boolean runsDestroying(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean part = i < text.length() && Characters.isWordPart(text.charAt(i));
            if (!part) {
                if (i > start && DESTROYING.contains(text.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
