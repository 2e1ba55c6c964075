package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.ExampleReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands in back-ticks, and command lines without them. */
final class Examples {

    private static final int LONGEST = 200;

    private final ExampleReader reader;
    private final CommandExamples commands;
    private final Subcommands subcommands;

    Examples(ExampleReader reader) {
        this.reader = reader;
        this.commands = new CommandExamples(reader);
        this.subcommands = new Subcommands(reader);
    }

    Subcommands subcommands() {
        return subcommands;
    }

    /** Returns what a command line that changes something is recognised by, or null if this is none. */
    @Nullable
    Condition changing(String text) {
        boolean line = text.indexOf(' ') > 0;
        CodeExample example = line ? read(text, false) : new CodeExample(CodeExample.Kind.OTHER, null);
        return example.kind() == CodeExample.Kind.COMMAND ? example.condition() : null;
    }

    /** Whether a word is the name of a program that a pack knows. */
    boolean isProgram(String name) {
        List<Effect> effects = reader.effectsOf(name + " x");
        return Programs.isOne(name)
                || (!effects.isEmpty()
                        && effects.get(0).basis() == Basis.PACK
                        && !effects.get(0).operation().startsWith("command:"));
    }

    /** Returns a command that destroys, in whatever form, or null if this is none. */
    @Nullable
    Condition destroying(String text) {
        Condition command = changing(text);
        boolean destroys = command != null
                && reader.effectsOf(text).stream()
                        .anyMatch(effect -> effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0);
        return destroys ? command : null;
    }

    /** Whether a line is a command, or a statement, that is known and changes something. */
    boolean isKnownChange(String line) {
        CodeExample example = read(line, false);
        return example.kind() == CodeExample.Kind.COMMAND && example.condition() != null;
    }

    /** Returns a command line as it is written, whatever it does; null if this is none. */
    @Nullable
    Condition literal(String code) {
        CodeExample known = read(code, true);
        return known.kind() == CodeExample.Kind.COMMAND ? known.condition() : LiteralCommand.of(code);
    }

    /**
     * Reads a piece of code.
     *
     * @param code the code
     * @param run whether the sentence says that it is run or used, so that a program that nobody knows may be meant
     */
    CodeExample read(String code, boolean run) {
        String text = code.strip().startsWith(".\\") ? code.strip().replace('\\', '/') : code.strip();
        if (text.startsWith("$ ") || text.startsWith("> ")) {
            text = text.substring(2).strip();
        }
        if (text.isEmpty() || text.length() > LONGEST) {
            return new CodeExample(CodeExample.Kind.OTHER, null);
        }
        List<Condition> several = new ArrayList<>();
        for (String line : SlashedCommands.of(text)) {
            CodeExample each = read(line, run);
            if (each.kind() == CodeExample.Kind.COMMAND && each.condition() != null) {
                several.add(each.condition());
            }
        }
        if (!several.isEmpty()) {
            return new CodeExample(CodeExample.Kind.COMMAND, AnyOf.of(several));
        }
        if (ProviderOperation.isOne(text)) {
            String name = text.indexOf(':') > 0 ? text : "*:" + text;
            return new CodeExample(
                    CodeExample.Kind.COMMAND,
                    OfEffect.of(EffectPattern.builder().operations(List.of(name))));
        }
        Condition sql = DataMeanings.statement(text);
        if (sql != null) {
            return new CodeExample(CodeExample.Kind.COMMAND, table(text, sql));
        }
        if (text.startsWith("-") && text.indexOf(' ') < 0 && text.length() > 1) {
            return new CodeExample(
                    CodeExample.Kind.OPTION, new CommandShape(Set.of(), List.of(), List.of(Options.of(text))));
        }
        if (Paths.isOne(text)) {
            return new CodeExample(CodeExample.Kind.PATH, null);
        }
        if (CodeNames.isScript(text)) {
            return new CodeExample(CodeExample.Kind.COMMAND, script(text));
        }
        String method = CodeNames.destroyingMethod(text);
        if (method != null) {
            return new CodeExample(CodeExample.Kind.COMMAND, Operates.destroying("code:" + method, "code:*." + method));
        }
        CodeExample command = commands.read(text, run);
        return command != null
                ? command
                : new CodeExample(
                        isSnippet(text) ? CodeExample.Kind.SNIPPET : CodeExample.Kind.OTHER,
                        new TextHas(List.of(TextHas.squeezed(text))));
    }

    /** "DELETE FROM users;" speaks of that table. */
    private static Condition table(String text, Condition sql) {
        String[] words = text.replaceAll("[;`\"']", " ").strip().split("\\s+", -1);
        boolean from = words.length == 3 && words[1].equalsIgnoreCase("from");
        return from && Character.isLetter(words[2].charAt(0))
                ? AllOf.of(sql, new OnTable(words[2].toLowerCase(Locale.ROOT)))
                : sql;
    }

    private Condition script(String text) {
        List<Effect> effects = reader.effectsOf("rails " + text);
        boolean rake = !effects.isEmpty() && effects.get(0).operation().equals("rails:" + text);
        Condition named = new CommandShape(Set.of(), List.of(text), List.of());
        return rake ? AnyOf.of(named, Operates.writing("rails:" + text)) : named;
    }

    private static boolean isSnippet(String text) {
        return text.length() > 8 && (text.indexOf('(') > 0 || text.indexOf(':') > 0);
    }
}
