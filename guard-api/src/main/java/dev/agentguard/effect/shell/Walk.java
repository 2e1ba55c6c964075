package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import dev.agentguard.effect.shell.Node.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a script as a shell would, but into every branch, and asks what each command does. Not safe for use by
 * threads.
 */
final class Walk {

    private static final int VALUES = 8;
    private static final Word SOMETHING = new Word("", false);

    private final Reading reading;
    private final SimpleCommands commands;
    private final IdentityHashMap<Node, Shell> uncalled = new IdentityHashMap<>(0);
    private int pipes;
    private int loops;

    Walk(Reading reading, Readers readers) {
        this.reading = reading;
        this.commands = new SimpleCommands(this, reading, readers);
    }

    Reading reading() {
        return reading;
    }

    SimpleCommands commands() {
        return commands;
    }

    /** Reads a script and goes through it; what it prints is returned if it is wanted and can be known. */
    @Nullable
    String script(String text, Shell shell, @Nullable Word input, boolean wanted) {
        if (!reading.text(text.length()) || !reading.descend()) {
            return null;
        }
        Cursor in = new Cursor(text, 0);
        Node node = new ScriptParser(in).whole();
        String problem = in.problem();
        commands.enter(text);
        Set<String> powerShell = PowerShellText.isIn(text, node, problem != null) ? powerShell(text, shell) : null;
        Set<String> outer = commands.besidePowerShell(powerShell);
        String output = run(node, shell, input, wanted);
        commands.besidePowerShell(outer);
        commands.leave();
        if (problem != null && powerShell == null) {
            reading.unknown("shell:unknown", "", "", "a shell would not accept it: " + problem);
        }
        reading.ascend();
        return output;
    }

    /**
     * Reads a script as PowerShell too; returns the commands that were found, or null if PowerShell would not accept it, so
     * that only what it destroys counts.
     */
    private @Nullable Set<String> powerShell(String text, Shell shell) {
        boolean accepted = !PowerShell.refuses(text);
        Set<String> ran = Set.of();
        if (!accepted) {
            reading.enterPerhaps();
        }
        if (reading.text(text.length()) && reading.descend()) {
            PowerShell walk = new PowerShell(commands.code(), reading, commands.place());
            walk.read(text, shell.child());
            ran = walk.ran();
            reading.ascend();
        }
        if (!accepted) {
            reading.leavePerhaps();
        }
        return accepted ? ran : null;
    }

    /** Goes through the functions that were defined and never called, each once: one may define itself again. */
    void uncalled() {
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>(0));
        while (!uncalled.isEmpty()) {
            Node body = uncalled.keySet().iterator().next();
            Shell shell = uncalled.remove(body);
            if (shell != null && seen.add(body)) {
                Shell inner = shell.child();
                inner.positional(null);
                run(body, inner, null, false);
            }
        }
    }

    void called(Node body) {
        uncalled.remove(body);
    }

    /** What a substitution's commands print, or null if that cannot be known. */
    @Nullable
    String output(Node body, Shell shell) {
        return run(body, shell.child(), null, true);
    }

    String pipeName() {
        return "/dev/fd/" + (63 + pipes++);
    }

    /** A name for what {@code mktemp} makes: another each time, in the directory for temporary files. */
    String temporaryName() {
        return "/tmp/tmp.made-here." + pipes++;
    }

    @Nullable
    String run(Node node, Shell shell, @Nullable Word input, boolean wanted) {
        if (node instanceof Node.Simple simple) {
            return reading.command() ? commands.run(simple, shell, input, wanted) : null;
        }
        if (!reading.descend()) {
            return null;
        }
        String output = null;
        if (node instanceof Node.Sequence sequence) {
            output = sequence(sequence, shell, input, wanted);
        } else if (node instanceof Node.Pipeline pipeline) {
            output = pipeline(pipeline, shell, input, wanted);
        } else if (node instanceof Node.Block block) {
            output = block(block, shell, input, wanted);
        } else if (node instanceof Node.For loop) {
            counted(loop, shell, input);
        } else if (node instanceof Node.Function function) {
            shell.define(function.name(), function.body());
            uncalled.put(function.body(), shell);
            output = "";
        } else if (node instanceof Node.Words words) {
            Expansion expansion = new Expansion(this, shell);
            words.words().forEach(expansion::one);
            output = "";
        }
        reading.ascend();
        return output;
    }

    private @Nullable String sequence(Node.Sequence sequence, Shell shell, @Nullable Word input, boolean wanted) {
        StringBuilder printed = wanted ? new StringBuilder() : null;
        boolean known = wanted;
        for (Node.Item item : sequence.items()) {
            boolean perhaps = !item.before().equals(";");
            if (perhaps) {
                shell.perhaps();
            }
            boolean instead = item.before().equals("||") && printed != null && !printed.isEmpty();
            String output = run(item.node(), shell, input, wanted);
            if (perhaps) {
                shell.surely();
            }
            if (printed != null && !instead) {
                known &= output != null && printed.length() + output.length() <= TextTools.LONGEST;
                printed.append(known && output != null ? output : "");
            }
        }
        return known && printed != null ? printed.toString() : null;
    }

    private @Nullable String pipeline(Node.Pipeline pipeline, Shell shell, @Nullable Word input, boolean wanted) {
        Word next = input;
        String output = null;
        List<Word> outer = commands.enterPipeline();
        for (int i = 0; i < pipeline.stages().size(); i++) {
            boolean last = i == pipeline.stages().size() - 1;
            Shell stage = shell.child();
            output = run(pipeline.stages().get(i), stage, next, wanted || !last);
            if (last) {
                shell.mayHaveAssigned(stage);
            }
            next = output == null ? SOMETHING : Word.of(output);
        }
        commands.leavePipeline(outer);
        return output;
    }

    private @Nullable String block(Node.Block block, Shell outer, @Nullable Word input, boolean wanted) {
        Shell shell = block.kind() == Kind.SUBSHELL ? outer.child() : outer;
        Redirections redirections = Redirections.of(block.redirects(), new Expansion(this, shell), input);
        redirections.report(reading, commands, List.of(), false);
        boolean certain = block.kind() == Kind.GROUP || block.kind() == Kind.SUBSHELL;
        boolean keeps = wanted || redirections.keepsOutput();
        boolean loop = block.kind() == Kind.LOOP;
        int before = shell.changes();
        loops += loop ? 1 : 0;
        String output = parts(block.parts(), shell, redirections.input(), keeps && certain, certain);
        if (loop && loops == 1 && shell.changes() != before) {
            parts(block.parts(), shell, redirections.input(), false, false);
        }
        loops -= loop ? 1 : 0;
        return redirections.wrote(shell, output);
    }

    private @Nullable String parts(
            List<Node> parts, Shell shell, @Nullable Word input, boolean wanted, boolean certain) {
        String output = null;
        for (int i = 0; i < parts.size(); i++) {
            boolean perhaps = !certain && i > 0;
            if (perhaps) {
                shell.perhaps();
            }
            output = run(parts.get(i), shell, input, wanted);
            if (perhaps) {
                shell.surely();
            }
        }
        return output;
    }

    private void counted(Node.For loop, Shell shell, @Nullable Word input) {
        List<Word> values = values(loop, shell);
        boolean all = values != null && !values.isEmpty() && values.size() <= VALUES && loops < 2;
        if (values != null && all) {
            for (Word value : values) {
                all &= value.known() && !Globs.isPattern(value.text());
            }
        }
        int before = shell.changes();
        loops++;
        if (values != null && all) {
            for (Word value : values) {
                shell.assign(loop.name(), Shell.Value.of(value));
                run(loop.body(), shell, input, false);
            }
            loops--;
            return;
        }
        shell.assign(loop.name(), Shell.Value.UNKNOWN);
        shell.perhaps();
        run(loop.body(), shell, input, false);
        if (loops == 1 && shell.changes() != before + 1) {
            run(loop.body(), shell, input, false);
        }
        shell.surely();
        loops--;
    }

    private @Nullable List<Word> values(Node.For loop, Shell shell) {
        if (loop.values() == null) {
            return shell.positional();
        }
        List<Word> values = new ArrayList<>();
        Expansion expansion = new Expansion(this, shell);
        for (RawWord word : loop.values()) {
            expansion.fields(word, values);
        }
        return values;
    }
}
