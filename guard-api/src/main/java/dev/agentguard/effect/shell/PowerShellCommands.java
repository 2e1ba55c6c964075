package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a command of PowerShell: a cmdlet, else a program. */
final class PowerShellCommands {

    private final PowerShell walk;
    private final PowerShellMethods methods;
    private final CodeReader reader;
    private final Reading reading;
    private final String place;
    private final Map<String, String> aliases = new HashMap<>(0);
    private final Set<String> ran = new HashSet<>(4);

    PowerShellCommands(PowerShell walk, PowerShellMethods methods, CodeReader reader, Reading reading, String place) {
        this.walk = walk;
        this.methods = methods;
        this.reader = reader;
        this.reading = reading;
        this.place = place;
    }

    /** The full names of the commands that were read, in lower case. */
    Set<String> ran() {
        return ran;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a command.
     *
     * @param values its name and its arguments
     * @param defined whether the text defines a function of this name, which was read
     */
    void run(List<PowerShellValue> values, boolean defined, Shell shell) {
        PowerShellValue name = values.get(0);
        List<Word> words = new ArrayList<>(values.size());
        values.forEach(value -> words.add(value.word()));
        if (!name.known() || name.text().isEmpty()) {
            reading.unknown("powershell:unknown", place, Shown.words(words), "which command runs is not known before");
            return;
        }
        String alias = aliases.get(lower(name.text()));
        if (alias != null) {
            words.set(0, Word.of(alias));
        }
        String cmdlet = Cmdlets.name(words.get(0).text());
        ran.add(cmdlet);
        switch (cmdlet) {
            case "invoke-expression" -> {
                PowerShellValue code = operand(values, "-c", "-command");
                walk.code(code == null ? walk.piped() : code, shell);
            }
            case "start-process" -> start(words, shell);
            case "invoke-restmethod", "invoke-webrequest" -> request(values, words, shell);
            case "invoke-command", "start-job", "start-threadjob" -> blocks(values, cmdlet, words);
            case "invoke-sqlcmd" -> sql(values, words);
            case "foreach-object" -> {
                PowerShellValue member = operand(values, "-m", "-membername");
                if (member != null && member.block() == null) {
                    methods.named(member);
                }
            }
            case "set-alias", "new-alias" -> {
                PowerShellValue target = operand(values, "-va", "-value");
                if (target != null && target.known() && aliases.size() < 100) {
                    values.forEach(value -> alias(value.text(), target.text()));
                } else {
                    reading.unknown("powershell:unknown", place, "", "which command an alias stands for is not known");
                }
            }
            default -> {
                if (!Cmdlets.read(cmdlet, words, isWhatIf(values), reading, place) && !defined) {
                    reader.process(words, shell);
                }
            }
        }
    }

    void alias(String name, String command) {
        aliases.putIfAbsent(lower(name), command);
    }

    private static boolean isWhatIf(List<PowerShellValue> values) {
        for (PowerShellValue value : values) {
            String text = lower(value.text());
            if (value.known()
                    && value.isParameter("-wh", "-whatif")
                    && (text.indexOf(':') < 0 || text.endsWith(":$true"))) {
                return true;
            }
        }
        return false;
    }

    /** The value of a parameter, else the last argument that is none. */
    private static @Nullable PowerShellValue operand(List<PowerShellValue> values, String shortest, String whole) {
        PowerShellValue last = null;
        for (int i = 1; i < values.size(); i++) {
            PowerShellValue value = values.get(i);
            if (value.isParameter(shortest, whole) && i + 1 < values.size()) {
                return values.get(i + 1);
            }
            last = value.bare() && value.text().startsWith("-") ? last : value;
        }
        return last;
    }

    /** What runs a script block, which was read where it stands. */
    private void blocks(List<PowerShellValue> values, String cmdlet, List<Word> words) {
        for (PowerShellValue value : values) {
            if (value.block() != null) {
                return;
            }
        }
        reading.unknown("powershell:" + cmdlet, place, Shown.words(words), "what it runs is not read");
    }

    private void sql(List<PowerShellValue> values, List<Word> words) {
        PowerShellValue query = null;
        for (int i = 1; i + 1 < values.size(); i++) {
            query = values.get(i).isParameter("-q", "-query") ? values.get(i + 1) : query;
        }
        if (query == null) {
            reading.unknown("powershell:invoke-sqlcmd", place, Shown.words(words), "runs SQL that is not read");
        } else {
            reader.read("sql:sqlserver", query.word(), Shell.fresh());
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

    private void request(List<PowerShellValue> values, List<Word> words, Shell shell) {
        String name = lower(words.get(0).text());
        boolean program = name.equals("curl") || name.equals("wget");
        List<Word> arguments = new ArrayList<>(words.size());
        for (PowerShellValue value : values) {
            String text = value.text();
            int colon = value.bare() && text.startsWith("-") ? text.indexOf(':') : -1;
            program &= !value.isParameter("-me", "-method") && !value.isParameter("-u", "-uri");
            if (text.startsWith("@") && value.bare()) {
                reading.unknown("powershell:unknown", place, "", "a request that is only known when it runs");
                return;
            }
            if (colon > 0 && colon + 1 < text.length()) {
                arguments.add(Word.of(text.substring(0, colon)));
                arguments.add(new Word(text.substring(colon + 1), value.known()));
            } else {
                arguments.add(value.word());
            }
        }
        if (program) {
            reader.process(words, shell);
        } else {
            reader.http(Cmdlets.request(arguments));
        }
    }

    /** What a redirection writes; a value that is empty empties the file. */
    void writes(PowerShellValue file, @Nullable PowerShellValue value) {
        if (file.text().equals("$null")) {
            return;
        }
        boolean empties = value != null
                && value.known()
                && (value.text().isEmpty() || value.text().equals("$null"));
        reading.add(Effect.of("powershell:write", new Evidence(reading.place(place), file.text()))
                .reversibility(
                        empties ? Reversibility.IRREVERSIBLE : Reversibility.REVERSIBLE,
                        empties ? "empties a file" : "writes to a file")
                .build());
    }
}
