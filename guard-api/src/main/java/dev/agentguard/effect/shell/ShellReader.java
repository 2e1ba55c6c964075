package dev.agentguard.effect.shell;

import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.CommandKnowledge;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a command line does: every command in it, also in branches, functions, substitutions, here-documents that a
 * shell is given, and in the code that an interpreter is given. What cannot be resolved without running it is {@code
 * UNKNOWN}, and does not hide what was understood beside it. Immutable and safe for use by many threads if the readers
 * and the knowledge it is given are.
 *
 * <p>Looked at are scripts of 65,536 characters, and of a process 196,608 characters of all the texts that it runs, those
 * inside of others counted again; 1 Mi characters that expansions yield, 3,000 commands, 5,000 steps and 64 levels of
 * nesting. Effects beyond {@link Limits#operations} are read but only the worst of them is returned. What is beyond is
 * {@code UNKNOWN} or worse.
 */
public final class ShellReader implements EffectReader<ProcessStart> {

    /** Longer scripts are not read to their end. */
    private static final int LONGEST = 1 << 16;

    private static final List<Effect> NONE = List.of();

    private final Readers readers;
    private final Limits limits;

    /**
     * Creates a reader.
     *
     * @param knowledge says what a program does
     * @param http reads the requests that curl and its like send
     * @param sql reads the SQL that a client is given
     * @param limits how much of a script is looked at
     */
    public ShellReader(
            CommandKnowledge knowledge, EffectReader<HttpCall> http, EffectReader<SqlCall> sql, Limits limits) {
        this.readers = new Readers(knowledge, http, sql);
        this.limits = limits;
    }

    /** Reads a process start: the words as they are, without any expansion. */
    @Override
    public List<Effect> read(ProcessStart start) {
        return read(start, new Reading(limits, "command"), readers);
    }

    private static List<Effect> read(ProcessStart start, Reading reading, Readers readers) {
        Walk walk = new Walk(reading, readers);
        List<Word> words = new ArrayList<>(start.command().size());
        for (String word : start.command()) {
            words.add(Word.of(word));
        }
        if (words.isEmpty()) {
            reading.unknown("shell:unknown", "", "", "an empty command");
        } else {
            walk.commands().started(words, start.environment(), start.directory());
        }
        walk.uncalled();
        return reading.effects();
    }

    /**
     * Reads a script.
     *
     * @param script one or more lines as a shell would be given them
     * @param where where the script stands, as evidence names it
     * @return its effects in the order in which they would happen, at least one
     */
    public List<Effect> read(String script, String where) {
        Reading reading = new Reading(limits, where);
        Walk walk = new Walk(reading, readers);
        boolean over = script.length() > LONGEST;
        String text = over ? script.substring(0, LONGEST) : script;
        String other = SqlText.isStatement(text) ? "sql" : SqlText.isCall(text) ? "ruby" : null;
        if (other == null) {
            walk.script(text, Shell.fresh(), null, false);
        } else {
            notForShells(other, text, reading, walk);
        }
        walk.uncalled();
        if (over) {
            reading.unknown("shell:unknown", "", "", "longer than the limit of " + LONGEST + " characters");
        }
        return reading.effects();
    }

    /**
     * Returns the parts of a process start that may carry a credential: the requests in it, the programs that it starts,
     * the variables that it sets and the code that it holds.
     *
     * @param start the process start
     * @return the parts in the order in which they would run, with the places that their effects have
     */
    public List<Carrier> carriers(ProcessStart start) {
        List<Carrier> found = new ArrayList<>();
        read(start, new Reading(limits, "command", found), new Readers(readers.knowledge(), call -> NONE, sql -> NONE));
        return List.copyOf(found);
    }

    /** Reads what is no shell's language, and what a shell would still run of it. */
    private void notForShells(String language, String text, Reading reading, Walk walk) {
        walk.commands().code().read(language, Word.of(text), Shell.fresh());
        Reading beside = new Reading(limits, "");
        Walk shell = new Walk(beside, readers);
        shell.script(text, Shell.fresh(), null, false);
        shell.uncalled();
        for (Effect effect : beside.effects()) {
            if (effect.reversibility() == Reversibility.IRREVERSIBLE
                    || effect.reversibility() == Reversibility.RECOVERABLE) {
                reading.add(effect);
            }
        }
    }
}
