package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import java.util.Objects;
import java.util.Set;

/** Reads tools by their names: "apply Terraform", "use npm to install …", "any git command that …". */
record ToolReader(ClauseState state) implements PhraseReader {

    private static final Set<String> KINDS =
            Set.of("cli", "line", "shell", "write", "writing", "mutating", "modifying", "mutation");

    @Override
    public boolean read() {
        return act() || installation() || commands();
    }

    /** "apply Terraform". */
    private boolean act() {
        Condition act = ToolActs.at(state.words.tokens(), state.words.at());
        if (act != null) {
            state.found(act);
            state.words.skip(2);
        }
        return act != null;
    }

    /** "use npm to install …". */
    private boolean installation() {
        Condition installs = ToolActs.installing(state.words.tokens(), state.words.at());
        if (installs != null) {
            state.found(installs);
            state.words.skipAll();
        }
        return installs != null;
    }

    /** "any git command", "any git command that …": what follows is limited to the tool. */
    private boolean commands() {
        Cursor words = state.words;
        String name = words.word();
        int act = act(words.at() + 1);
        if (!Tools.isAct(words.word(act)) || Tools.of(name) == null) {
            return false;
        }
        if (RelativeClauseReader.starts(words, act + 1)) {
            state.tool = name;
            words.moveTo(act + 2);
            return true;
        }
        if (!state.clause.onlyRuns() || !Tools.isProgram(name) || state.clause.closed) {
            return false;
        }
        Condition own = Objects.requireNonNull(Tools.of(name));
        boolean every = name.equals("ssh") || (words.previous().equals("any") && !name.equals("git"));
        state.found(every ? own : AllOf.of(Effects.any(Reversibility.REVERSIBLE), own));
        words.moveTo(act + 1);
        return true;
    }

    /** Where the last of the words stands that say that the tool is run: "CLI commands". */
    private int act(int from) {
        Cursor words = state.words;
        int act = from;
        while (act < words.size()
                && act < from + 2
                && !Tools.isAct(words.word(act))
                && KINDS.contains(words.word(act))) {
            act++;
        }
        while (act + 1 < words.size() && Tools.isAct(words.word(act + 1)) && Tools.isAct(words.word(act))) {
            act++;
        }
        return act;
    }
}
