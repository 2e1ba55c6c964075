package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads PowerShell as far as its commands go: every command of every pipeline and script block. Not safe for use by
 * threads.
 */
final class PowerShell {

    private static final String SEPARATORS = ";|{}()\n\r&,";

    private final CodeReader reader;
    private final Reading reading;
    private final String place;
    private final Map<String, Word> variables = new HashMap<>(2);
    private @Nullable Word piped;

    PowerShell(CodeReader reader, Reading reading, String place) {
        this.reader = reader;
        this.reading = reading;
        this.place = place;
    }

    void read(String text, Shell shell) {
        int at = 0;
        List<Word> words = new ArrayList<>();
        while (at <= text.length()) {
            char c = at < text.length() ? text.charAt(at) : '\n';
            if (c == '#' && (at == 0 || text.charAt(at - 1) <= ' ')) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '<' && text.startsWith("<#", at)) {
                int end = text.indexOf("#>", at);
                at = end < 0 ? text.length() : end + 2;
            } else if (c == '$' && text.startsWith("$(", at)) {
                at++;
            } else if (SEPARATORS.indexOf(c) >= 0) {
                if (c == ',' && !words.isEmpty()) {
                    at++;
                    continue;
                }
                statement(words, shell);
                if (c != '|') {
                    piped = null;
                }
                words.clear();
                at++;
            } else if (c <= ' ') {
                at++;
            } else {
                PowerShellWord word = PowerShellWord.at(text, at, variables);
                words.add(word.word());
                at = Math.max(word.end(), at + 1);
            }
        }
    }

    private void statement(List<Word> words, Shell shell) {
        if (words.isEmpty() || !reading.command() || !reading.expands(words.size() * 8)) {
            return;
        }
        String first = words.get(0).text();
        if (first.startsWith("$") && words.size() > 1 && words.get(1).text().equals("=")) {
            if (words.size() == 3) {
                variables.put(first.toLowerCase(Locale.ROOT), words.get(2));
            }
            statement(new ArrayList<>(words.subList(2, words.size())), shell);
            return;
        }
        int equals = first.startsWith("$") ? first.indexOf('=') : -1;
        if (equals > 1) {
            String value = first.substring(equals + 1);
            if (words.size() == 1) {
                variables.put(
                        first.substring(0, equals).toLowerCase(Locale.ROOT), new Word(value, value.indexOf('$') < 0));
            }
            words.set(0, new Word(value, value.indexOf('$') < 0));
            if (!value.isEmpty()) {
                statement(words, shell);
            }
            return;
        }
        if (deletes(words)) {
            Cmdlets.effect(reading, place, "Delete", "`Delete` of an object deletes it");
            return;
        }
        if (words.size() == 1 && (!words.get(0).known() || first.indexOf('-') < 0)) {
            piped = words.get(0);
        }
        command(words, shell);
    }

    /** {@code [IO.File]::Delete('x')}, {@code $item.Delete()}. */
    private static boolean deletes(List<Word> words) {
        for (Word word : words) {
            String lower = word.text().toLowerCase(Locale.ROOT);
            boolean method = lower.endsWith(".delete") || lower.endsWith("::delete");
            if (method && (lower.startsWith("$") || lower.startsWith("[") || lower.startsWith("."))) {
                return true;
            }
        }
        return false;
    }

    /** Reads one command: a cmdlet, else a program. */
    void command(List<Word> given, Shell shell) {
        int skipped = 0;
        while (skipped + 1 < given.size() && startsCommand(given.get(skipped).text())) {
            skipped++;
        }
        List<Word> words = given.subList(skipped, given.size());
        Word first = words.get(0);
        String name = first.text();
        char start = name.isEmpty() ? 0 : name.charAt(0);
        if (start == 0
                || start == '['
                || start == '-'
                || start == '@'
                || start == '"'
                || (start >= '0' && start <= '9')) {
            return; // a value
        }
        if (start == '$') {
            if (words.size() > 1 && !Cmdlets.isOperator(words.get(1).text())) {
                reading.unknown(
                        "powershell:unknown", place, Shown.words(words), "which command runs is not known before");
            }
            return;
        }
        String cmdlet = Cmdlets.name(name);
        switch (cmdlet) {
            case "invoke-expression" -> evaluate(words, shell);
            case "start-process" -> start(words, shell);
            case "invoke-restmethod", "invoke-webrequest" -> request(words);
            case "if",
                    "else",
                    "elseif",
                    "foreach",
                    "for",
                    "while",
                    "do",
                    "switch",
                    "try",
                    "catch",
                    "finally",
                    "function",
                    "param",
                    "return",
                    "throw",
                    "in",
                    "process",
                    "begin",
                    "end" -> {}
            default -> {
                if (!Cmdlets.read(cmdlet, words, reading, place) && words.get(0).known()) {
                    program(words, shell);
                }
            }
        }
    }

    /** Words behind which a command stands: {@code . x}, {@code return x}. */
    private static boolean startsCommand(String word) {
        return word.equals(".") || word.equalsIgnoreCase("return");
    }

    /** A single word that is no command is most likely a value that stands in brackets. */
    private void program(List<Word> words, Shell shell) {
        if (words.size() > 1 || words.get(0).text().indexOf('.') > 0) {
            reader.process(new ArrayList<>(words), shell);
        } else if (piped == null) {
            reader.process(new ArrayList<>(words), shell);
        }
    }

    private void evaluate(List<Word> words, Shell shell) {
        Word code = words.size() > 1 ? words.get(words.size() - 1) : piped;
        if (code != null && code.known() && reading.text(code.text().length()) && reading.descend()) {
            read(code.text(), shell);
            reading.ascend();
        } else {
            reading.unknown("powershell:unknown", place, "", "runs code that is only known when it runs");
        }
    }

    private void start(List<Word> words, Shell shell) {
        List<Word> started = new ArrayList<>();
        for (Word word : words.subList(1, words.size())) {
            String text = word.text();
            if (text.startsWith("-") && started.size() < 2 && Cmdlets.isParameter(text)) {
                continue;
            }
            int from = 0;
            while (from < text.length()) {
                int blank = text.indexOf(' ', from);
                int end = blank < 0 || started.isEmpty() ? text.length() : blank;
                started.add(new Word(text.substring(from, end), word.known()));
                from = end + 1;
            }
        }
        if (!started.isEmpty()) {
            reader.process(started, shell);
        }
    }

    private void request(List<Word> words) {
        reader.http(Cmdlets.request(words));
    }
}
