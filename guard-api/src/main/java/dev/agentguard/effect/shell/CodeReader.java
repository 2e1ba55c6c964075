package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Word;
import java.util.List;
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
        if (language.equals("crontab")) {
            Schedule.commands(text.text()).forEach(line -> perhaps(Word.of(line), shell));
            return;
        }
        if (language.equals("shell-perhaps")) {
            perhaps(text, shell);
            return;
        }
        if (language.equals("socket")) {
            sent(text);
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
            reading.addAll(
                    readers.sql().read(new SqlCall(text.text(), dialect(language))),
                    walk.commands().place());
        } else {
            other(language, text, shell);
        }
        if (Certainty.isOpen(text) && !language.equals("sed") && !language.equals("awk")) {
            unknown(language, "parts of the " + name(language) + " are only known when it runs");
        }
        reading.ascend();
    }

    private void other(String language, Word text, Shell shell) {
        CodeLanguage scanned = CodeLanguage.of(language);
        String place = walk.commands().place();
        if (scanned != null) {
            reading.carries(new Carrier.Code(text.text(), reading.place(place)));
            new InlineCode(scanned, this, reading, shell, place).read(text.text());
            return;
        }
        switch (language) {
            case "sed" -> SedCode.read(text, this, reading, shell, place);
            case "awk" -> AwkScript.read(text, this, reading, shell, place);
            case "redis" -> RedisCommands.read(text.text(), reading, place);
            case "powershell" -> new PowerShell(this, reading, place).read(text.text(), shell);
            case "cmd" -> new CmdLine(this, reading, place).read(text.text(), shell);
            case "script" -> {
                if (!text.known() || !text.text().equals("inplace")) {
                    unknown(language, "script is not read");
                }
            }
            default -> unknown(language, name(language) + " is not read");
        }
    }

    /** Reads a program start that code makes. */
    void process(List<Word> words, Shell shell) {
        walk.commands().external(words, shell.child(), null);
    }

    void sql(Word text) {
        read("sql", text, Shell.fresh());
    }

    void http(HttpCall call) {
        String place = walk.commands().place();
        reading.carries(new Carrier.Request(call, reading.place(place)));
        reading.addAll(readers.http().read(call), place);
    }

    void shell(Word text, Shell shell, @Nullable Word input) {
        if (!text.known() && text.text().isBlank()) {
            unknown("shell", "runs commands that cannot be read before it runs");
            return;
        }
        walk.script(text.text(), shell, input, false);
        if (Certainty.isOpen(text, shell)) {
            unknown("shell", "parts of the script are only known when it runs");
        }
    }

    /** Reads what may be a command, such as the value of {@code --on-complete}: what it destroys counts. */
    void perhaps(Word text, Shell shell) {
        if (text.text().indexOf(' ') > 0 && reading.text(text.text().length()) && reading.descend()) {
            reading.enterPerhaps();
            walk.script(text.text(), shell.child(), null, false);
            reading.leavePerhaps();
            reading.ascend();
        }
    }

    /** Reads what goes over a connection, as far as it stands in the line. */
    private void sent(Word text) {
        if (reading.text(text.text().length()) && reading.descend()) {
            reading.enterPerhaps();
            SocketText.read(text.text(), this, reading, walk.commands().place());
            reading.leavePerhaps();
            reading.ascend();
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
