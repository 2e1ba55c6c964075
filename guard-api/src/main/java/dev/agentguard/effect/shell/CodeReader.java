package dev.agentguard.effect.shell;

import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.Word;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hands program text to the reader of its language. */
final class CodeReader {

    private final Walk walk;
    private final Reading reading;
    private final Readers readers;

    CodeReader(Walk walk, Reading reading, Readers readers) {
        this.walk = walk;
        this.reading = reading;
        this.readers = readers;
    }

    /** Reads a text; what it holds counts, and that it is not wholly known, where it is not. */
    void read(String language, Word text, Shell shell) {
        if (language.equals("shell")) {
            shell(text, shell, null);
            return;
        }
        if (!text.known() && text.text().isBlank()) {
            unknown(language, "runs " + name(language) + " that cannot be read before it runs");
            return;
        }
        if (!reading.text(text.text().length()) || !reading.descend()) {
            return;
        }
        if (language.startsWith("sql")) {
            reading.addAll(readers.sql().read(new SqlCall(text.text(), dialect(language))));
        } else {
            unknown(language, name(language) + " is not read");
        }
        if (Certainty.isOpen(text)) {
            unknown(language, "parts of the " + name(language) + " are only known when it runs");
        }
        reading.ascend();
    }

    void shell(Word text, Shell shell, @Nullable Word input) {
        if (!text.known() && text.text().isBlank()) {
            unknown("shell", "runs commands that cannot be read before it runs");
            return;
        }
        walk.script(text.text(), shell, input, false);
        if (Certainty.isOpen(text)) {
            unknown("shell", "parts of the script are only known when it runs");
        }
    }

    private void unknown(String language, String reason) {
        int colon = language.indexOf(':');
        String base = colon < 0 ? language : language.substring(0, colon);
        reading.unknown(base + ":unknown", walk.commands().place(), "", reason);
    }

    private static String name(String language) {
        return language.startsWith("sql") ? "SQL" : language;
    }

    private static SqlDialect dialect(String language) {
        int colon = language.indexOf(':');
        if (colon < 0) {
            return SqlDialect.UNKNOWN;
        }
        String name = language.substring(colon + 1).toUpperCase(Locale.ROOT);
        for (SqlDialect dialect : SqlDialect.values()) {
            if (dialect.name().equals(name)) {
                return dialect;
            }
        }
        return SqlDialect.UNKNOWN;
    }
}
