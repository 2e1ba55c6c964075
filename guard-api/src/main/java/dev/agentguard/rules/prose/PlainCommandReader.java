package dev.agentguard.rules.prose;

import java.util.Set;

/** Reads command lines and statements that stand without back-ticks: a known program with a subcommand or an option. */
record PlainCommandReader(ClauseState state) implements PhraseReader {

    private static final Set<String> TOOLS = Set.of(
            "npm", "yarn", "pnpm", "bun", "npx", "pip", "pip3", "conda", "poetry", "pipenv", "uv", "brew", "sudo");
    private static final Set<String> BEHIND_TOOL =
            Set.of("directly", "here", "for", "in", "at", "command", "commands", "cli");

    @Override
    public boolean read() {
        if (statement()) {
            return true;
        }
        Cursor words = state.words;
        boolean starts = state.clause.onlyRuns()
                || words.isLinked()
                || state.clause.closed
                || (!words.isAtStart() && words.token(words.at() - 1).is("("));
        String line = starts ? PlainCommand.at(words.tokens(), words.at(), state.examples) : null;
        return line == null ? bareTool() : command(line);
    }

    private boolean statement() {
        Cursor words = state.words;
        String sql = PlainSql.at(words.tokens(), words.at());
        if (sql != null) {
            state.found(state.examples.read(sql, true).condition());
            words.skip(PlainSql.length(words.tokens(), words.at()));
        }
        return sql != null;
    }

    private boolean command(String line) {
        CodeExample example = state.examples.read(line, true);
        if (example.condition() == null
                || example.kind() == CodeExample.Kind.OTHER
                || example.kind() == CodeExample.Kind.PATH) {
            return false;
        }
        if (example.kind() == CodeExample.Kind.READING_COMMAND && line.indexOf(' ') < 0) {
            state.findings.explain(Reasons.READS);
        } else {
            state.findings.add(example.condition());
        }
        Cursor words = state.words;
        words.skip(PlainCommand.length(words.tokens(), words.at(), line));
        for (String other : PlainCommand.alternatives(words.tokens(), words.at(), line)) {
            CodeExample alternative = state.examples.read(other, true);
            if (alternative.condition() != null && alternative.kind() == CodeExample.Kind.COMMAND) {
                state.findings.add(alternative.condition());
                words.skip(2);
            }
        }
        state.clause.closed = true;
        return true;
    }

    /** "never use npm or yarn": the programs themselves. */
    private boolean bareTool() {
        Cursor words = state.words;
        boolean used = state.clause.lemmas.stream()
                        .anyMatch(lemma -> lemma.equals("use") || lemma.equals("run") || lemma.equals("invoke"))
                || (state.clause.closed && words.isLinked())
                || (words.isAtStart() && state.lead == null);
        int next = words.at() + 1;
        boolean alone = next >= words.size()
                || words.token(next).type() == Token.Type.MARK
                || ClauseWords.LINKS.contains(words.word(next))
                || BEHIND_TOOL.contains(words.word(next));
        boolean tool = used && alone && TOOLS.contains(words.word());
        if (tool) {
            state.found(CommandShape.program(words.word()));
            words.skip(1);
        }
        return tool;
    }
}
