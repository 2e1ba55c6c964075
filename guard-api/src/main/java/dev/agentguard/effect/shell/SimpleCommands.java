package dev.agentguard.effect.shell;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Place;
import dev.agentguard.effect.Program;
import dev.agentguard.effect.Word;
import dev.agentguard.effect.shell.Node.Assignment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads simple commands: assigns, expands, redirects, and finds out what the program is. Not safe for use by threads. */
final class SimpleCommands {

    /** What reading a word of a command costs, in characters: one program may start another with nearly the same words. */
    private static final int PER_WORD = 16;

    private final Walk walk;
    private final Reading reading;
    private final Readers readers;
    private final Builtins builtins;
    private final CodeReader code;
    private final RunVariables variables;
    private @Nullable String outermost;
    private @Nullable List<Word> inFront;
    private final Set<String> assigned = new HashSet<>(0);
    private @Nullable Set<String> powerShell;
    private int depth;
    private int offset;
    private int line;
    private int lineStart;
    private int lineEnd;

    SimpleCommands(Walk walk, Reading reading, Readers readers) {
        this.walk = walk;
        this.reading = reading;
        this.readers = readers;
        this.code = new CodeReader(walk, reading, readers);
        this.variables = new RunVariables(walk, reading, code);
        this.builtins = new Builtins(walk, reading, this, code);
    }

    /** Begins a pipeline, or goes on with the one around it; returns what {@link #leavePipeline} takes. */
    @Nullable
    List<Word> enterPipeline() {
        List<Word> outer = inFront;
        inFront = new ArrayList<>(4);
        return outer;
    }

    void leavePipeline(@Nullable List<Word> outer) {
        inFront = outer;
    }

    /** What the filters in front of this command in its pipeline are told. */
    List<Word> readInFront() {
        return inFront == null ? List.of() : inFront;
    }

    CodeReader code() {
        return code;
    }

    void enter(String text) {
        if (depth++ == 0) {
            outermost = text;
            line = 1;
            lineStart = 0;
            lineEnd = text.indexOf('\n');
        }
    }

    void leave() {
        depth--;
    }

    /** Reads what follows as a script in which PowerShell found these commands, or not; returns what it was before. */
    @Nullable
    Set<String> besidePowerShell(@Nullable Set<String> now) {
        Set<String> before = powerShell;
        powerShell = now;
        return before;
    }

    private void at(int position) {
        if (depth == 1) {
            offset = position;
        }
    }

    /** Where the current command stands in the text that was given, as line and column. */
    String place() {
        if (outermost == null) {
            return "";
        }
        if (offset < lineStart) {
            line = 1;
            lineStart = 0;
            lineEnd = outermost.indexOf('\n');
        }
        while (lineEnd >= 0 && lineEnd < offset) {
            line++;
            lineStart = lineEnd + 1;
            lineEnd = outermost.indexOf('\n', lineStart);
        }
        return line + ":" + (offset - lineStart + 1);
    }

    @Nullable
    String run(Node.Simple simple, Shell outer, @Nullable Word input, boolean wanted) {
        at(simple.offset());
        Shell shell = simple.assignments().isEmpty() || simple.words().isEmpty() ? outer : outer.child();
        Expansion expansion = new Expansion(walk, outer);
        for (Assignment assignment : simple.assignments()) {
            assign(assignment, expansion, shell, simple.words().isEmpty());
            if (shell != outer) {
                shell.export(assignment.name(), true);
            }
        }
        List<Word> words = new ArrayList<>(simple.words().size());
        for (RawWord word : simple.words()) {
            expansion.fields(word, words);
        }
        Redirections redirections = Redirections.of(simple.redirects(), expansion, input);
        boolean keeps = wanted || redirections.keepsOutput();
        at(simple.offset());
        variables.among(words, shell, place());
        List<Place> elsewhere = reading.enter(directories(shell));
        String output = words.isEmpty() ? "" : dispatch(words, shell, redirections.input(), keeps);
        if (shell.directories() != outer.directories()) {
            outer.wentWith(shell);
        }
        at(simple.offset());
        if (!words.isEmpty() && !words.get(0).known()) {
            withoutUnknown(simple, words, expansion, shell, redirections.input());
        }
        redirections.report(reading, this, words, empties(words, output));
        if (inFront != null && !words.isEmpty() && Redirections.isFilter(words.get(0))) {
            inFront.addAll(words);
            inFront.add(redirections.read());
        }
        reading.leave(elsewhere);
        return redirections.wrote(outer, output);
    }

    /** Where the files are that a command calls by relative names. */
    private static List<Place> directories(Shell shell) {
        if (shell.directories().isEmpty()) {
            return List.of();
        }
        return shell.directories().stream()
                .map(word -> new Place(Place.DIRECTORY, word.known() ? word.text() : null))
                .toList();
    }

    /** A program's name that cannot be known may be empty, or have its default. */
    private void withoutUnknown(
            Node.Simple simple, List<Word> known, Expansion expansion, Shell shell, @Nullable Word input) {
        Expansion unset = expansion.withUnset();
        List<Word> words = new ArrayList<>(known.size());
        for (RawWord word : simple.words()) {
            if (words.isEmpty()) {
                unset.fields(word, words);
            } else {
                expansion.fields(word, words);
            }
        }
        boolean program = !words.isEmpty()
                && words.get(0).known()
                && !words.get(0).text().startsWith("-")
                && !words.get(0).text().equals(known.get(0).text());
        if (program) {
            dispatch(words, shell, input, false);
        }
    }

    private static boolean empties(List<Word> words, @Nullable String output) {
        if (words.isEmpty()) {
            return true;
        }
        String program = words.get(0).text();
        boolean prints = program.equals("echo")
                || program.equals("printf")
                || program.equals(":")
                || program.equals("true")
                || program.equals("cat");
        return prints && output != null && output.isBlank();
    }

    private void assign(Assignment assignment, Expansion expansion, Shell shell, boolean lasting) {
        List<RawWord> elements = assignment.elements();
        if (elements != null) {
            List<Word> values = new ArrayList<>();
            for (RawWord element : elements) {
                expansion.fields(element, values);
            }
            boolean known = true;
            for (Word value : values) {
                known &= value.known();
            }
            shell.assign(assignment.name(), known ? new Shell.Value(values) : Shell.Value.UNKNOWN);
            return;
        }
        Word value = expansion.one(assignment.value());
        if (assignment.append()) {
            Shell.Value before = shell.variable(assignment.name());
            boolean one = before != null
                    && before.elements() != null
                    && before.elements().size() == 1;
            value = one && before != null && before.elements() != null
                    ? new Word(before.elements().get(0).text() + value.text(), value.known())
                    : new Word(value.text(), false);
        }
        shell.assign(assignment.name(), Shell.Value.of(value));
        reading.carries(new Carrier.Variable(assignment.name(), value, lasting, reading.place(place())));
        variables.set(assignment.name(), value, shell, place());
    }

    /** Finds out what the words run; returns what that prints if it is wanted and can be known. */
    @Nullable
    String dispatch(List<Word> words, Shell shell, @Nullable Word input, boolean wanted) {
        Word first = words.get(0);
        if (first.known() && first.text().indexOf('/') < 0) {
            String name = first.text();
            Shell.Definition function = shell.function(name);
            if (function != null) {
                builtins.call(function, words, shell, input);
                if (!function.certain()) {
                    beside(words, shell, input);
                }
                return null;
            }
            String alias = shell.alias(name);
            if (alias != null && reading.descend()) {
                String line = alias + Quoting.joined(words.subList(1, words.size()));
                Shell inner = shell.child();
                inner.alias(name, name);
                if (!alias.equals(name)) {
                    walk.script(line, inner, input, false);
                    beside(words, shell, input);
                    reading.ascend();
                    return null;
                }
                reading.ascend();
            }
            if (Builtins.isBuiltin(name)) {
                return builtins.run(words, shell, input, wanted);
            }
        }
        return external(words, shell, input, false, wanted);
    }

    /** Reads what an alias or a function stands for if it was not taken for one: what is understood of it. */
    private void beside(List<Word> words, Shell shell, @Nullable Word input) {
        if (!Builtins.isBuiltin(words.get(0).text())) {
            external(words, shell, input, true, false);
        }
    }

    /** Runs a program as a process of its own, with these variables and in this directory, or where it is started. */
    void started(List<Word> words, Map<String, String> environment, @Nullable String directory) {
        Shell shell = Shell.fresh();
        environment.forEach((name, text) -> {
            Word value = Word.of(text);
            shell.assign(name, Shell.Value.of(value));
            shell.export(name, true);
            reading.carries(new Carrier.Variable(name, value, true, reading.place("")));
            variables.set(name, value, shell, "");
        });
        if (directory != null) {
            shell.goTo(Word.of(directory));
        }
        List<Place> outer = reading.enter(directories(shell));
        external(words, shell, null);
        reading.leave(outer);
    }

    /** Runs a program with these arguments. */
    void external(List<Word> words, Shell shell, @Nullable Word input) {
        external(words, shell, input, false, false);
    }

    /**
     * Runs a program.
     *
     * @param beside whether it is only perhaps this program that runs, so that what is not known of it does not count
     */
    private @Nullable String external(
            List<Word> words, Shell shell, @Nullable Word input, boolean beside, boolean wanted) {
        if (powerShell == null || !PowerShellText.explains(words, assigned, shell)) {
            return started(words, shell, input, beside, wanted);
        }
        reading.enterPerhaps();
        String output = started(words, shell, input, beside, wanted);
        reading.leavePerhaps();
        return output;
    }

    private @Nullable String started(
            List<Word> words, Shell shell, @Nullable Word input, boolean beside, boolean wanted) {
        String program = ProgramName.of(words.get(0));
        if (program == null) {
            reading.unknown(
                    "shell:unknown",
                    place(),
                    Shown.words(words),
                    words.get(0).known()
                            ? "a program whose name is a pattern"
                            : "which program runs is not known before");
            return null;
        }
        if (!reading.command() || !reading.expands(words.size() * PER_WORD) || !reading.descend()) {
            return null;
        }
        String output = program(program, words, shell, input, beside, wanted);
        reading.ascend();
        return output;
    }

    private @Nullable String program(
            String program, List<Word> words, Shell shell, @Nullable Word input, boolean beside, boolean wanted) {
        List<Word> arguments = words.subList(1, words.size());
        if (reading.takesCarriers()) {
            String where = reading.place(place());
            Command start = new Command(program, arguments, input, new Evidence(where, ""));
            reading.carries(new Carrier.Start(start, where));
        }
        if (Interpreters.isShell(program)) {
            new Interpreters(walk, reading, code, place()).shell(arguments, shell, input);
            return null;
        }
        if (WindowsShells.read(program, arguments, shell, input, code, reading, place())) {
            return null;
        }
        if (powerShell != null && Cmdlets.looksLike(program) && powerShell.contains(Cmdlets.name(program))) {
            return null; // read as PowerShell
        }
        String written = words.get(0).known() ? shell.content(words.get(0).text()) : null;
        if (written != null) {
            Interpreters.script(written, arguments, shell, input, walk);
            return null;
        }
        Evidence evidence = new Evidence(reading.place(place()), Shown.words(words));
        Command command = new Command(program, Certainty.addresses(arguments, shell), input, evidence, shell::given);
        if (HttpPrograms.read(command, shell, place(), reading, readers.http())) {
            return null;
        }
        List<CommandReading> readings = readers.knowledge().readingsOf(command);
        for (CommandReading found : readings) {
            read(found, arguments, shell, beside);
        }
        OptionCommands.read(arguments, code, shell);
        Interpreters.writtenScript(program, arguments, shell, code);
        DaemonContext.note(program, arguments, shell);
        Copies.note(program, arguments, textOf(input), shell);
        int passedOn = input == null || !wanted ? 0 : input.text().length();
        if (!reading.expands(passedOn)) {
            return null;
        }
        if (wanted && program.equals("mktemp") && TemporaryName.isPlain(arguments)) {
            return walk.temporaryName() + "\n";
        }
        return wanted ? TextTools.output(program, arguments, textOf(input), shell) : null;
    }

    private void read(CommandReading found, List<Word> arguments, Shell shell, boolean beside) {
        if (found instanceof CommandReading.Does does) {
            Program program = does.effect().program();
            if (program != null) {
                handedOn(program, does.effect(), shell);
            } else if (!beside || does.effect().reversibility() != Reversibility.UNKNOWN) {
                reading.add(does.effect());
            }
        } else if (found instanceof CommandReading.Runs runs) {
            if (runs.words().isEmpty()) {
                return;
            }
            List<Place> outer = reading.enter(runs.places());
            external(runs.words(), withVariables(arguments, runs.words(), shell.child()), runs.input(), beside, false);
            reading.leave(outer);
        } else if (found instanceof CommandReading.Code text) {
            List<Place> outer = reading.enter(text.places());
            code.read(text.language(), text.text(), shell.child());
            reading.leave(outer);
        }
    }

    /** Reads what a service is given to run, which is not on this machine. */
    private void handedOn(Program program, Effect effect, Shell shell) {
        if (effect.reversibility() != Reversibility.UNKNOWN) {
            reading.add(effect.toBuilder().program(null).build());
        }
        List<Place> places = new ArrayList<>(effect.places());
        places.add(new Place(effect.resource().type(), effect.resource().id()));
        List<Place> outer = reading.enter(places);
        if (program.language() == Program.Language.WORDS) {
            external(program.texts().stream().map(Word::of).toList(), shell.child(), null);
        } else {
            String language = program.language() == Program.Language.SQL ? "sql" : "shell";
            String separator = program.language() == Program.Language.SQL ? ";\n" : "\n";
            code.read(language, Word.of(String.join(separator, program.texts())), shell.child());
        }
        reading.leave(outer);
    }

    /** {@code env PGHOST=db psql}: what stands in front of the command that is run. */
    private static Shell withVariables(List<Word> arguments, List<Word> run, Shell shell) {
        for (Word word : arguments.subList(0, Math.max(0, arguments.size() - run.size()))) {
            int equals = word.text().indexOf('=');
            String name = equals <= 0 ? null : ExpansionParser.nameOf(word.text(), equals);
            if (name != null) {
                shell.assign(name, Shell.Value.of(new Word(word.text().substring(equals + 1), word.known())));
                shell.export(name, true);
            }
        }
        return shell;
    }

    private static @Nullable String textOf(@Nullable Word input) {
        return input != null && input.known() ? input.text() : null;
    }
}
