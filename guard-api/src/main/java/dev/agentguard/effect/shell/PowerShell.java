package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import dev.agentguard.effect.shell.PowerShellPart.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads PowerShell as far as its commands go: every command of every pipeline, bracket and script block. Not safe for
 * use by threads.
 */
final class PowerShell {

    private final Reading reading;
    private final String place;
    private final PowerShellVariables variables = new PowerShellVariables();
    private final Map<String, List<PowerShellStatement>> functions = new HashMap<>(0);
    private final PowerShellCommands commands;
    private final PowerShellMethods methods;
    private @Nullable PowerShellValue piped;
    private int loops;

    PowerShell(CodeReader reader, Reading reading, String place) {
        this.reading = reading;
        this.place = place;
        this.methods = new PowerShellMethods(this, reader, reading, place);
        this.commands = new PowerShellCommands(this, methods, reader, reading, place);
    }

    /** Whether PowerShell would not accept a text. */
    static boolean refuses(String text) {
        PowerShellParser parser = new PowerShellParser(text);
        parser.whole();
        return parser.failed();
    }

    /** Reads a text. */
    void read(String text, Shell shell) {
        PowerShellParser parser = new PowerShellParser(text);
        run(parser.whole(), shell);
        if (parser.failed()) {
            reading.unknown("powershell:unknown", place, "", "PowerShell that is not understood");
        }
    }

    /** The full names of the commands that were read, in lower case. */
    Set<String> ran() {
        return commands.ran();
    }

    /** Reads code that a command is given, which sees the variables of this one. */
    void code(@Nullable PowerShellValue code, Shell shell) {
        if (code != null && code.block() != null) {
            call(code, shell);
        } else if (code != null && code.known() && reading.text(code.text().length()) && reading.descend()) {
            read(code.text(), shell);
            reading.ascend();
        } else {
            reading.unknown("powershell:unknown", place, "", "runs code that is only known when it runs");
        }
    }

    /** Reads a script block again where it is called: what it uses may have changed since it was written. */
    void call(PowerShellValue block, Shell shell) {
        List<PowerShellStatement> statements = block.block();
        if (statements != null && loops < 2) {
            loops++;
            run(statements, shell);
            loops--;
        }
    }

    /** What was piped into the command that is read, if it was one value. */
    @Nullable
    PowerShellValue piped() {
        return piped;
    }

    /** Runs statements; their value, if they are one expression. */
    PowerShellValue run(List<PowerShellStatement> statements, Shell shell) {
        PowerShellValue value = PowerShellValue.UNKNOWN;
        if (!reading.descend()) {
            return value;
        }
        for (PowerShellStatement statement : statements) {
            value = run(statement, shell);
        }
        reading.ascend();
        return statements.size() == 1 ? value : PowerShellValue.UNKNOWN;
    }

    private PowerShellValue run(PowerShellStatement statement, Shell shell) {
        PowerShellValue outer = piped;
        PowerShellValue value = null;
        boolean sole = statement.commands().size() == 1;
        for (List<PowerShellWord> command : statement.commands()) {
            piped = value;
            if (value != null) {
                variables.set("_", value);
            }
            value = reading.command() && reading.expands(command.size() * 8)
                    ? command(command, sole, shell)
                    : PowerShellValue.UNKNOWN;
        }
        piped = outer;
        for (PowerShellWord file : statement.files()) {
            commands.writes(evaluate(file, shell), sole ? value : null);
        }
        return sole && value != null ? value : PowerShellValue.UNKNOWN;
    }

    private PowerShellValue command(List<PowerShellWord> words, boolean sole, Shell shell) {
        List<PowerShellWord> rest = words;
        List<PowerShellWord> targets = new ArrayList<>(0);
        boolean adds = false;
        int behind = PowerShellWord.behindAssignment(rest);
        while (behind > 0) {
            evaluate(rest.get(0), shell);
            targets.add(rest.get(0));
            adds |= behind > 2;
            rest = rest.subList(behind, rest.size());
            behind = PowerShellWord.behindAssignment(rest);
        }
        PowerShellValue value = rest.isEmpty() ? PowerShellValue.UNKNOWN : expressionOrCommand(rest, shell);
        for (PowerShellWord target : targets) {
            assign(target, sole ? value : PowerShellValue.UNKNOWN, adds);
        }
        return value;
    }

    private void assign(PowerShellWord target, PowerShellValue value, boolean adds) {
        List<PowerShellPart> parts = target.parts();
        for (int i = 0; i < parts.size(); i++) {
            String name = parts.get(i).text();
            if (parts.get(i).kind() == Kind.VARIABLE) {
                if (PowerShellVariables.isDefaults(name)) {
                    reading.unknown("powershell:unknown", place, "", "changes what other commands are told");
                }
                boolean whole = i == parts.size() - 1;
                variables.assign(name, whole ? value : PowerShellValue.UNKNOWN, adds, loops > 0);
                return;
            }
        }
    }

    private PowerShellValue expressionOrCommand(List<PowerShellWord> given, Shell shell) {
        List<PowerShellWord> words = given;
        while (words.size() > 1 && PowerShellWord.startsCommand(words.get(0).plain())) {
            words = words.subList(1, words.size());
        }
        if (PowerShellKeywords.begins(words, piped != null)) {
            PowerShellKeywords.parameters(words).forEach(name -> variables.set(name, PowerShellValue.UNKNOWN));
            List<PowerShellStatement> body = PowerShellKeywords.body(words);
            if (body != null) {
                functions.put(PowerShellCommands.lower(words.get(1).plain()), body);
            }
            words.forEach(word -> evaluate(word, shell));
            return PowerShellValue.UNKNOWN;
        }
        int in = words.size() > 2 && words.get(1).plain().equalsIgnoreCase("in") ? 2 : 0;
        if (in > 0) {
            words.get(0).parts().forEach(part -> variables.set(part.text(), PowerShellValue.UNKNOWN));
            words = words.subList(in, words.size());
        }
        List<PowerShellValue> values = new ArrayList<>(words.size());
        for (PowerShellWord word : words) {
            values.add(evaluate(word, shell));
        }
        int called = PowerShellWord.callOperators(words);
        if (called > 0) {
            values = values.subList(called, values.size());
        } else if (words.get(0).isValue()) {
            return PowerShellExpression.value(values);
        }
        PowerShellValue callee = values.get(0);
        if (callee.block() != null) {
            call(callee, shell);
            return PowerShellValue.UNKNOWN;
        }
        List<PowerShellStatement> body = functions.get(PowerShellCommands.lower(callee.text()));
        if (body != null) {
            call(new PowerShellValue(callee.word(), false, body), shell);
        }
        commands.run(values, body != null, shell);
        return PowerShellValue.UNKNOWN;
    }

    /** What a word is worth; the code in its brackets is read. */
    PowerShellValue evaluate(PowerShellWord word, Shell shell) {
        if (word.isBlock()) {
            List<PowerShellStatement> inside = word.parts().get(0).inside();
            block(inside, shell);
            return new PowerShellValue(Word.of("{}"), false, inside);
        }
        PowerShellExpression value = new PowerShellExpression(word.bare());
        List<PowerShellPart> parts = word.parts();
        for (int i = 0; i < parts.size(); i++) {
            PowerShellPart part = parts.get(i);
            switch (part.kind()) {
                case TEXT -> value.add(PowerShellValue.of(part.text(), true));
                case TYPE -> value.type(part.text());
                case VARIABLE -> value.add(variables.get(part.text()));
                case SPLAT -> value.add(PowerShellValue.of("@" + part.text(), false));
                case VALUE -> {
                    PowerShellValue inside = run(part.inside(), shell);
                    value.add(i > 0 && parts.get(i - 1).kind() == Kind.ARGUMENTS ? PowerShellValue.UNKNOWN : inside);
                }
                case BLOCK, TABLE -> {
                    block(part.inside(), shell);
                    value.add(PowerShellValue.UNKNOWN);
                }
                case MEMBER -> {
                    PowerShellValue name =
                            part.inside().isEmpty() ? PowerShellValue.of(part.text(), true) : run(part.inside(), shell);
                    boolean method = i + 1 < parts.size() && parts.get(i + 1).kind() == Kind.ARGUMENTS;
                    if (method) {
                        methods.call(value, name, arguments(parts.get(i + 1), shell), shell);
                    }
                    value.member();
                }
                case ARGUMENTS -> {}
            }
        }
        return value.value();
    }

    private List<PowerShellValue> arguments(PowerShellPart part, Shell shell) {
        List<PowerShellValue> values = new ArrayList<>(2);
        if (part.inside().size() == 1 && part.inside().get(0).commands().size() == 1) {
            for (PowerShellWord word : part.inside().get(0).commands().get(0)) {
                values.add(evaluate(word, shell));
            }
        } else if (!part.inside().isEmpty()) {
            run(part.inside(), shell);
            values.add(PowerShellValue.UNKNOWN);
        }
        return values;
    }

    /** Reads a block; twice if it changes what it may read in its next turn. */
    private void block(List<PowerShellStatement> inside, Shell shell) {
        int before = variables.changes();
        loops++;
        run(inside, shell);
        if (loops == 1 && variables.changes() != before) {
            run(inside, shell);
        }
        loops--;
    }
}
