package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads code behind a preposition: a branch, a table, a place, a path, an option or the command it is done with. */
final class CodeComplement {

    private static final Set<String> INSTRUMENTAL = Set.of("with", "via", "through", "using");
    private static final Set<String> LABELS =
            Set.of("key", "keys", "token", "tokens", "prefix", "flag", "option", "label", "tag");
    private static final Set<Thing> REPLACED = Set.of(Thing.DATA, Thing.ANYTHING, Thing.CHANGES);

    private final ClauseState state;
    private final Cursor words;
    private final GitRefs refs;
    private final TableNames tables;
    private final OptionReader options;

    CodeComplement(ClauseState state) {
        this.state = state;
        this.words = state.words;
        this.refs = new GitRefs(state);
        this.tables = new TableNames(state);
        this.options = new OptionReader(state);
    }

    void read(int index, String preposition) {
        String text = words.token(index).text().strip();
        boolean read = isOfVariables(text)
                || refs.readTarget(text)
                || tables.readBehind(preposition, text)
                || isEnvironment(text)
                || target(preposition, text)
                || refs.readPlace(text)
                || command(preposition, text)
                || secret(index, preposition, text)
                || folder(preposition, text)
                || path(text)
                || option(index, preposition, text);
        if (!read) {
            state.findings.refuseElse(Reasons.CIRCUMSTANCE + ", `" + preposition + " " + text + "`");
        }
    }

    /** "set `NODE_ENV` in `.env`": wherever it is set. */
    private boolean isOfVariables(String text) {
        return text.startsWith(".env")
                && state.findings.hasNew()
                && state.clause.closed
                && state.clause.paths.isEmpty();
    }

    /** "in `NODE_ENV=production`". */
    private static boolean isEnvironment(String text) {
        return ClauseWords.isEnvironment(text.substring(text.indexOf('=') + 1).toLowerCase(Locale.ROOT));
    }

    /** "against `$DATABASE_URL`": what a line names by that variable. */
    private boolean target(String preposition, String text) {
        boolean variable = Set.of("against", "on", "to", "with").contains(preposition)
                && text.startsWith("$")
                && text.length() > 3
                && text.indexOf(' ') < 0;
        if (variable) {
            state.endClause();
            state.findings.limit(0, new TextHas(List.of(TextHas.squeezed(text))));
        }
        return variable;
    }

    /** "delete data with `rm -rf`". */
    private boolean command(String preposition, String text) {
        if (!INSTRUMENTAL.contains(preposition) || refs.isOfRefs()) {
            return false;
        }
        CodeExample example = state.examples.read(text, true);
        boolean command = example.kind() == CodeExample.Kind.COMMAND && example.condition() != null;
        if (command) {
            state.clause = new Clause();
            state.found(example.condition());
        }
        return command;
    }

    /** "run anything with a `sk_live_` key": the noun says only what kind of text it is. */
    private boolean secret(int index, String preposition, String text) {
        boolean anything =
                preposition.equals("with") && state.clause.things.contains(Thing.ANYTHING) && text.length() > 3;
        if (anything) {
            int next = index + 1;
            if (LABELS.contains(words.word(next))) {
                words.remove(next);
            }
            state.clause = new Clause();
            state.found(new TextHas(List.of(TextHas.squeezed(text))));
        }
        return anything;
    }

    /** "files in `site`". */
    private boolean folder(String preposition, String text) {
        boolean folder = Set.of("in", "under", "inside").contains(preposition)
                && state.clause.things.contains(Thing.FILE)
                && text.length() > 2
                && text.chars().allMatch(c -> Character.isLowerCase(c) || c == '_' || c == '-');
        if (folder) {
            state.clause.locate(text + "/");
        }
        return folder;
    }

    /** "changes to `src/`". */
    private boolean path(String text) {
        List<Thing> things = state.clause.things;
        boolean path = Paths.isOne(text)
                && (things.isEmpty()
                        || state.clause.namesFiles()
                        || things.contains(Thing.PACKAGE_RELEASE)
                        || things.stream().anyMatch(REPLACED::contains));
        if (path) {
            things.removeAll(REPLACED);
            state.clause.locate(text);
        }
        return path;
    }

    /** "`npm install` with `--force`", "skip hooks with `--no-verify`". */
    private boolean option(int index, String preposition, String text) {
        if (!text.startsWith("-")) {
            return false;
        }
        if (state.clause.hasAny(Verb.SKIP, Verb.DISABLE)) {
            return true;
        }
        boolean with = preposition.equals("with") || preposition.equals("using");
        if (with && !state.clause.isEmpty()) {
            int from = state.findings.mark();
            state.endClause();
            state.findings.reopen(from);
        }
        if (with && state.findings.hasNew()) {
            options.limit(index);
        } else {
            options.add(text);
        }
        return true;
    }
}
