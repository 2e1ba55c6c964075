package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises settings that shorten how long deleted data can be brought back, or that let data expire. */
final class Retention {

    private Retention() {}

    /** Adds an effect if the statement shortens or ends what recovery rests on; false if it does not. */
    static boolean read(Reading reading, Segment statement, String type, @Nullable String name) {
        Tokens tokens = reading.tokens();
        for (int i = statement.from(); i < statement.to(); i++) {
            String setting = tokens.word(i);
            String reason = reason(tokens, i, setting);
            if (reason != null) {
                reading.add(reading.effect("retention", statement)
                        .kind(Kind.DATA)
                        .resource("sql:" + type, name)
                        .reach(Reach.ALL)
                        .destroysRecovery(true)
                        .reversibility(
                                Reversibility.IRREVERSIBLE, reason + " (" + setting.toLowerCase(Locale.ROOT) + ")")
                        .build());
                return true;
            }
        }
        return false;
    }

    private static @Nullable String reason(Tokens tokens, int i, String setting) {
        return switch (setting) {
            case "DATA_RETENTION_TIME_IN_DAYS", "MIN_DATA_RETENTION_TIME_IN_DAYS", "TTLSECONDS" ->
                isSmall(tokens, i + 1) ? "what was deleted can no longer be brought back" : null;
            case "EXPIRATION_TIMESTAMP",
                    "PARTITION_EXPIRATION_DAYS",
                    "DEFAULT_TABLE_EXPIRATION_DAYS",
                    "DEFAULT_PARTITION_EXPIRATION_DAYS" ->
                isNull(tokens, i + 1) ? null : "the data is deleted by itself when it expires";
            case "BINLOG_EXPIRE_LOGS_SECONDS", "EXPIRE_LOGS_DAYS" -> "logs that a recovery needs are deleted sooner";
            case "TTL" -> tokens.is(i - 1, "MODIFY") ? "rows are deleted by themselves when they expire" : null;
            case "RECOVERY" ->
                tokens.is(i - 1, "SET") && tokens.is(i + 1, "SIMPLE") ? "the log that a recovery needs is cut" : null;
            case "FLASHBACK" ->
                tokens.is(i + 1, "OFF") || (tokens.is(i - 1, "NO") && tokens.is(i + 1, "ARCHIVE"))
                        ? "the history that brings data back is deleted"
                        : null;
            default -> null;
        };
    }

    private static boolean isSmall(Tokens tokens, int i) {
        int value = i;
        while (tokens.isSymbol(value, '=')) {
            value++;
        }
        String number = tokens.at(value).text();
        return tokens.at(value).type() == Token.Type.NUMBER
                && (number.equals("0") || (number.length() < 4 && tokens.is(i - 1, "TTLSECONDS")));
    }

    private static boolean isNull(Tokens tokens, int i) {
        return tokens.is(i, "NULL") || (tokens.isSymbol(i, '=') && tokens.is(i + 1, "NULL"));
    }
}
