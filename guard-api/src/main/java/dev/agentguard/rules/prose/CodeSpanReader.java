package dev.agentguard.rules.prose;

import dev.agentguard.rules.Nouns;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what stands in back-ticks: a command, a path, a branch, a table, an option, a method or a trailer. */
final class CodeSpanReader {

    private static final Set<String> RUNS =
            Set.of("run", "execute", "invoke", "trigger", "launch", "initiate", "call", "perform", "start");
    /** What follows a trailer and says nothing: a trailer stands nowhere but in a commit. */
    private static final Set<String> BEHIND_TRAILER =
            Set.of("to", "in", "on", "commit", "commits", "user", "the", "any", "your", "messages", "message");

    private static final Set<String> NOUNS_OF_CODE = Set.of(
            "call",
            "line",
            "trailer",
            "statement",
            "keyword",
            "type",
            "directive",
            "comment",
            "syntax",
            "block",
            "operator",
            "prefix",
            "field",
            "decorator",
            "annotation",
            "attribute",
            "parameter",
            "argument",
            "function",
            "method",
            "class",
            "hook",
            "macro",
            "import",
            "expression",
            "string",
            "header",
            "cast",
            "casting",
            "assertion");

    private static final Set<String> SETS = Set.of("set", "export", "unset", "override");

    private final ClauseState state;
    private final Cursor words;
    private final GitRefs refs;
    private final TableNames tables;
    private final OptionReader options;
    /** The command before without its last word: "`x deploy`, `start` or `stop`". */
    private @Nullable String continued;

    CodeSpanReader(ClauseState state) {
        this.state = state;
        this.words = state.words;
        this.refs = new GitRefs(state);
        this.tables = new TableNames(state);
        this.options = new OptionReader(state);
    }

    void read(Token token) {
        String text = token.text().strip();
        if (subcommand(text)) {
            words.skip(1);
            return;
        }
        continued = text.indexOf(' ') > 0 && text.indexOf('-') < 0 ? text.substring(0, text.lastIndexOf(' ')) : null;
        if (refs.read(text) || variable(text)) {
            words.skip(1);
        } else if (!tool(text) && !method(text) && !table(text) && !trailer(text) && !isOfCode(text)) {
            example(text);
            words.skip(1);
        }
    }

    /** "set `NODE_ENV`", "`CI=true`" below "Never set:". */
    private boolean variable(String text) {
        Clause clause = state.lead != null && state.clause.verbs.isEmpty() ? state.lead : state.clause;
        boolean said = clause.lemmas.stream().anyMatch(SETS::contains);
        Condition variable = VariableNames.setBy(text, said);
        boolean set =
                clause.hasAny(Verb.MODIFY, Verb.CREATE, Verb.OVERWRITE) || (text.indexOf('=') > 0 && clause.onlyRuns());
        if (variable == null || !set) {
            return false;
        }
        state.found(variable);
        return true;
    }

    private boolean subcommand(String text) {
        boolean line = words.isLinked() && continued != null && Subcommands.isFurther(text, continued);
        if (line) {
            state.findings.add(state.examples.literal(continued + " " + text));
        }
        return line;
    }

    /** "`aws` CLI commands that …": what follows is limited to the tool. */
    private boolean tool(String text) {
        int act = words.at() + 1;
        while (Tools.isAct(words.word(act)) || words.word(act).equals("cli")) {
            act++;
        }
        boolean limits = act > words.at() + 1 && RelativeClauseReader.starts(words, act) && Tools.of(text) != null;
        if (limits) {
            state.tool = text;
            words.moveTo(act + 1);
        }
        return limits;
    }

    private boolean method(String text) {
        Condition writing = SameCommands.writing(text, words.ahead(1), words.ahead(2));
        if (writing != null) {
            state.found(writing);
            words.skip(3);
            return true;
        }
        Condition method = StoreMethods.of(text, words.tokens());
        if (method != null) {
            state.found(method);
            words.skip(1);
        }
        return method != null;
    }

    private boolean table(String text) {
        boolean table = tables.read(text);
        if (table) {
            words.skip(1);
        }
        return table;
    }

    private boolean trailer(String text) {
        String trailer = CommitTrailers.of(text);
        if (trailer == null) {
            return false;
        }
        state.found(CommitTrailers.adding(trailer));
        words.skip(1);
        if (isNounOfCode(words.word())) {
            words.skip(1);
        }
        while (BEHIND_TRAILER.contains(words.word())) {
            words.skip(1);
        }
        return true;
    }

    /** "the `any` type". */
    private boolean isOfCode(String text) {
        boolean code = text.indexOf(' ') < 0 && isNounOfCode(words.ahead(1)) && DataMeanings.statement(text) == null;
        if (code) {
            state.findings.refuse(Reasons.CODE);
        }
        return code;
    }

    private static boolean isNounOfCode(String word) {
        return NOUNS_OF_CODE.contains(Nouns.singular(word));
    }

    private void example(String text) {
        boolean ends =
                !state.clause.lemmas.isEmpty() && state.clause.lemmas.stream().allMatch(Stops::isSaidBy);
        Condition ending = ends ? Stops.of(text, words.tokens()) : null;
        if (ending != null) {
            state.found(ending);
            return;
        }
        boolean run = state.clause.verbs.isEmpty()
                || state.clause.verbs.contains(Verb.RUN)
                || state.clause.lemmas.contains("start");
        CodeExample example = state.examples.read(text, run && isRun());
        switch (example.kind()) {
            case COMMAND -> {
                state.findings.add(example.condition());
                state.clause.closed |= state.clause.onlyRuns();
            }
            case READING_COMMAND -> {
                if (text.indexOf(' ') < 0) {
                    state.findings.explain(Reasons.READS);
                } else {
                    state.found(example.condition());
                }
            }
            case PATH -> state.clause.paths.add(text);
            case OPTION -> options.add(text);
            case SNIPPET -> state.findings.addSnippet(text);
            case OTHER -> {
                if (!words.isInBrackets() && !state.clause.paths.isEmpty()) {
                    state.findings.drop(text);
                } else if (!words.isInBrackets()) {
                    state.findings.refuseElse(Reasons.COMMAND_LINE);
                }
            }
        }
    }

    /** Whether the words say that something is run, so that a program that nobody knows may be meant. */
    private boolean isRun() {
        boolean run = words.tokens().stream()
                .limit(words.at())
                .anyMatch(word -> word.isWord() && RUNS.contains(Verb.lemma(word.word())));
        boolean bare = words.tokens().stream().filter(Token::isWord).count() <= 2
                && state.lead == null
                && state.clause.onlyRuns()
                && words.tokens().stream().noneMatch(token -> token.isCode() && isExpression(token.text()));
        return run || bare;
    }

    private static boolean isExpression(String text) {
        return text.chars().anyMatch(c -> "(){}<>=;".indexOf(c) >= 0);
    }
}
