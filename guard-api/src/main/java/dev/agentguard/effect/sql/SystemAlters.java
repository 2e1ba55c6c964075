package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the forms of SAP HANA's ALTER SYSTEM that remove logs, traces and what was written since a snapshot.
 *
 * @see <a href="https://help.sap.com/docs/SAP_HANA_PLATFORM/4fe29514fd584807ac9f2a04f6754767">SQL Reference Guide, System
 *     Management Statements</a>
 */
final class SystemAlters {

    private SystemAlters() {}

    /** Reads what stands behind SYSTEM; false if nothing of that is lost. */
    static boolean read(Reading reading, Segment statement, int at) {
        Tokens tokens = reading.tokens();
        String reason = reason(tokens, at, statement.to());
        if (reason == null) {
            return false;
        }
        String word = tokens.word(at).toLowerCase(Locale.ROOT);
        reading.add(reading.effect("alter-system-" + word, statement)
                .kind(Kind.DATA)
                .resource("sql:system", tokens.word(at + 1))
                .reach(Reach.ALL)
                .destroysRecovery(word.equals("reclaim") || word.equals("logging") || tokens.is(at + 1, "AUDIT"))
                .reversibility(Reversibility.IRREVERSIBLE, reason)
                .build());
        return true;
    }

    private static @Nullable String reason(Tokens tokens, int at, int to) {
        String next = tokens.word(at + 1);
        return switch (tokens.word(at)) {
            case "RECLAIM" -> next.equals("LOG") ? "log segments are deleted" : null;
            case "CLEAR" -> isCache(tokens, at + 1, to) ? null : "what was recorded is deleted";
            case "REMOVE" -> next.equals("TRACES") ? "traces are deleted" : null;
            case "DELETE" -> "what was recorded is deleted";
            case "LOGGING" -> next.equals("OFF") ? "what is written from now on cannot be recovered" : null;
            case "START" -> tokens.find(at, to, "FALLBACK") > 0 ? "what was written since the snapshot is gone" : null;
            default -> null;
        };
    }

    /** Caches and statistics fill again. */
    private static boolean isCache(Tokens tokens, int from, int to) {
        if (tokens.is(from, "AUDIT") || tokens.is(from, "TRACES")) {
            return false;
        }
        for (int i = from; i < Math.min(to, from + 5); i++) {
            if (tokens.is(i, "CACHE") || tokens.is(i, "STATISTICS")) {
                return true;
            }
        }
        return false;
    }
}
