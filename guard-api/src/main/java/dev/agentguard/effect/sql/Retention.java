package dev.agentguard.effect.sql;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Recognises settings that shorten how long deleted data can be brought back, or that let data expire. */
final class Retention {

    /** How far in front of it the change of a column is looked for. */
    private static final int COLUMN_TOKENS = 30;

    /** Fewer digits of milliseconds than this are less than three hours. */
    private static final int HOURS_IN_MS = 8;

    private static final String EXPIRE = "rows are deleted by themselves when they expire";

    private static final String NO_VERSIONS = "older versions can no longer be read";

    /** Behind these a word is the name of a column or an index. */
    private static final Set<String> BEFORE_NAME =
            Words.set("COLUMN EXISTS ADD RENAME ALTER DROP REMOVE MATERIALIZE TO BY AFTER INDEX KEY CHANGE");

    private Retention() {}

    /** Adds an effect if the statement shortens or ends what recovery rests on; false if it does not. */
    static boolean read(Reading reading, Segment statement, String type, @Nullable String name) {
        Tokens tokens = reading.tokens();
        for (int i = statement.from(); i < statement.to(); i++) {
            String setting = tokens.word(i);
            String reason = tokens.at(i).isString() ? ofProperty(tokens, i) : reason(tokens, i, setting);
            if (reason != null) {
                reading.add(reading.effect("retention", statement)
                        .kind(Kind.DATA)
                        .resource("sql:" + type, name)
                        .reach(Reach.ALL)
                        .destroysRecovery(true)
                        .reversibility(
                                Reversibility.IRREVERSIBLE,
                                setting.isEmpty() ? reason : reason + " (" + setting.toLowerCase(Locale.ROOT) + ")")
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
            case "TTL" -> isTtl(tokens, i) ? EXPIRE : null;
            case "TTL_EXPIRE_AFTER", "TTL_EXPIRATION_EXPRESSION" -> tokens.isSymbol(i + 1, '=') ? EXPIRE : null;
            case "DELETION" ->
                tokens.is(i - 1, "ROW") && tokens.is(i + 1, "POLICY") && !tokens.is(i - 2, "DROP") ? EXPIRE : null;
            case "HISTORY_RETENTION_PERIOD" ->
                tokens.is(i + 2, "INFINITE") ? null : "the history that brings data back is deleted sooner";
            case "MAX_TIME_TRAVEL_HOURS" ->
                tokens.at(i + 2).text().equals("48") ? "what was deleted can no longer be brought back" : null;
            case "CHANGE_TRACKING" ->
                tokens.is(i + 2, "OFF") || tokens.is(i - 1, "DISABLE") ? "what was tracked is deleted" : null;
            case "NOARCHIVELOG" -> "the logs that a recovery needs are no longer kept";
            case "RECOVERY" ->
                tokens.is(i - 1, "SET") && tokens.is(i + 1, "SIMPLE") ? "the log that a recovery needs is cut" : null;
            case "FLASHBACK" ->
                tokens.is(i + 1, "OFF") || (tokens.is(i - 1, "NO") && tokens.is(i + 1, "ARCHIVE"))
                        ? "the history that brings data back is deleted"
                        : null;
            default -> null;
        };
    }

    /** ClickHouse's for a table or behind a changed column, and TiDB's {@code TTL = …}. */
    private static boolean isTtl(Tokens tokens, int i) {
        String before = tokens.word(i - 1);
        if (before.equals("MODIFY")) {
            return !isType(tokens, i + 1); // MySQL's column of that name
        }
        if (BEFORE_NAME.contains(before) || tokens.isSymbol(i - 1, ',') || tokens.isSymbol(i - 1, '.')) {
            return false;
        }
        if (tokens.isSymbol(i - 1, '(') || tokens.is(i - 1, "SET")) {
            return false;
        }
        return tokens.isSymbol(i + 1, '=') || changesColumn(tokens, i);
    }

    private static boolean isType(Tokens tokens, int at) {
        String word = tokens.word(at);
        if (word.startsWith("INT") || word.startsWith("VARCHAR") || word.startsWith("BIGINT")) {
            return true;
        }
        return switch (tokens.word(at + 1)) {
            case "NOT", "NULL", "DEFAULT", "UNSIGNED", "COMMENT", "AFTER", "FIRST" -> true;
            default -> tokens.isSymbol(at + 1, '(') && tokens.at(at + 2).type() == Token.Type.NUMBER;
        };
    }

    private static boolean changesColumn(Tokens tokens, int ttl) {
        for (int i = ttl - 1;
                i > Math.max(0, ttl - COLUMN_TOKENS) && !tokens.at(i).isEnd();
                i--) {
            if (tokens.is(i, "MODIFY") || (tokens.is(i, "ALTER") && tokens.is(i + 1, "COLUMN"))) {
                return !tokens.at(ttl + 1).isEnd();
            }
            if (tokens.isSymbol(i, ',')) {
                return false;
            }
        }
        return false;
    }

    /** Properties of Delta Lake and Iceberg that say how long versions are kept. */
    private static @Nullable String ofProperty(Tokens tokens, int i) {
        String key = tokens.at(i).text().toLowerCase(Locale.ROOT);
        boolean delta = key.equals("delta.deletedfileretentionduration") || key.equals("delta.logretentionduration");
        boolean iceberg = key.equals("history.expire.max-snapshot-age-ms");
        if ((!delta && !iceberg) || !tokens.isSymbol(i + 1, '=')) {
            return null;
        }
        String value = tokens.at(i + 2).text();
        int digits = 0;
        boolean zero = true;
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            digits += Characters.isDigit(c) ? 1 : 0;
            zero &= !Characters.isDigit(c) || c == '0';
        }
        return digits > 0 && (zero || (iceberg && digits < HOURS_IN_MS)) ? NO_VERSIONS : null;
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
