package dev.agentguard.effect.sql;

import java.util.Set;

/**
 * What H2's CALL evaluates: not only procedures but any expression.
 *
 * @see <a href="https://www.h2database.com/html/commands.html#call">H2, CALL</a>
 * @see <a href="https://www.h2database.com/html/functions.html">H2, functions</a>
 */
final class Builtins {

    private static final Set<String> VALUES =
            Words.set("CURRENT_CATALOG CURRENT_SCHEMA CURRENT_USER CURRENT_ROLE CURRENT_PATH CURRENT_DATE CURRENT_TIME"
                    + " CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP SESSION_USER SYSTEM_USER USER");

    private static final Set<String> FUNCTIONS =
            Words.set("ABS ACOS ASIN ATAN ATAN2 COS COSH COT SIN SINH TAN TANH BITAND BITOR BITXOR BITNOT BITGET"
                    + " BITCOUNT LSHIFT RSHIFT MOD CEIL CEILING DEGREES EXP FLOOR LN LOG LOG10 ORA_HASH RADIANS"
                    + " SQRT PI POWER RAND RANDOM_UUID UUID ROUND SECURE_RAND SIGN TRUNC ENCRYPT DECRYPT HASH ZERO"
                    + " COMPRESS EXPAND ASCII BIT_LENGTH CHAR_LENGTH LENGTH OCTET_LENGTH CHAR CONCAT CONCAT_WS"
                    + " DIFFERENCE HEXTORAW RAWTOHEX INSTR LOWER LCASE UPPER UCASE LEFT RIGHT LOCATE LPAD RPAD"
                    + " LTRIM RTRIM BTRIM TRIM REGEXP_REPLACE REGEXP_LIKE REGEXP_SUBSTR REPEAT SOUNDEX SPACE"
                    + " STRINGDECODE STRINGENCODE STRINGTOUTF8 UTF8TOSTRING SUBSTRING SUBSTR TO_CHAR TRANSLATE"
                    + " XMLATTR XMLNODE XMLCOMMENT XMLCDATA XMLSTARTDOC XMLTEXT QUOTE_IDENT DATEADD DATEDIFF"
                    + " DATE_TRUNC DAYNAME DAY_OF_MONTH DAY_OF_WEEK DAY_OF_YEAR EXTRACT FORMATDATETIME HOUR MINUTE"
                    + " MONTH MONTHNAME PARSEDATETIME QUARTER SECOND WEEK YEAR ARRAY_GET CARDINALITY ARRAY_CONTAINS"
                    + " ARRAY_CAT ARRAY_APPEND ARRAY_SLICE CAST CONVERT COALESCE GREATEST LEAST NULLIF DECODE"
                    + " NVL2 IFNULL CASEWHEN DATABASE DATABASE_PATH DATA_TYPE_SQL DB_OBJECT_ID DB_OBJECT_SQL"
                    + " H2VERSION IDENTITY LAST_INSERT_ID LOCK_MODE LOCK_TIMEOUT MEMORY_USED READONLY SCHEMA"
                    + " SESSION_ID TRANSACTION_ID JSON_OBJECT JSON_ARRAY CURRVAL NOW CURDATE CURTIME");

    private Builtins() {}

    /** Returns whether what stands from an index on is an expression that begins with what H2 brings. */
    static boolean isExpression(Tokens tokens, int at, int to) {
        Token first = tokens.at(at);
        if (at >= to) {
            return false;
        }
        boolean value = first.type() == Token.Type.NUMBER || first.isString() || first.isSymbol('(');
        boolean named = VALUES.contains(tokens.word(at)) && !tokens.isSymbol(at + 1, '.');
        return value || named || (FUNCTIONS.contains(tokens.word(at)) && tokens.isSymbol(at + 1, '('));
    }
}
