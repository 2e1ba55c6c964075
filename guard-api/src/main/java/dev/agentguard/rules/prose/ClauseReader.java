package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the actions that a sentence's words name, from left to right and without going back. Each word must be
 * understood: one that is not makes a question of the rule where it only narrows what is meant, else advice of it.
 */
final class ClauseReader {

    /** A reader may change the clause and leave the word to the next one; so many do not. */
    private static final int MOST_STANDING = 100;

    private final ClauseState state;
    private final Cursor words;
    private final CodeSpanReader code;
    private final List<PhraseReader> phrases;

    private ClauseReader(ClauseState state) {
        this.state = state;
        this.words = state.words;
        this.code = new CodeSpanReader(state);
        UnknownWordReader unknown = new UnknownWordReader(state);
        OutsideReader outside = new OutsideReader(state);
        // the first one that knows the phrase reads it
        this.phrases = List.of(
                new CapitalWordReader(state),
                new ComparisonReader(state),
                new PronounReader(state),
                new LogReader(state),
                new DestructiveReader(state),
                new OptionReader(state),
                new ToolReader(state),
                new PlainCommandReader(state),
                new PhrasalVerbReader(state),
                new NominalReader(state),
                new GeneratedFileReader(state),
                new NounReader(state),
                new VerbReader(state, unknown),
                new RecursionReader(state),
                new RelativeClauseReader(state),
                new PrepositionReader(state, outside),
                outside,
                new ContrastReader(state),
                new SilentWordReader(state),
                unknown);
    }

    static ClauseResult read(Examples examples, List<Token> region, List<Token> above, String file, boolean verbFirst) {
        Clause lead = lead(above);
        ClauseResult result = new ClauseReader(new ClauseState(examples, region, lead, file, verbFirst)).readAll();
        int listed = result.founds().isEmpty() ? Lists.ofCommands(region) : -1;
        if (listed < 0) {
            return result;
        }
        List<Token> run = new ArrayList<>();
        run.add(new Token("run", "run", Token.Type.WORD, region.get(0).line(), " "));
        run.addAll(region.subList(listed, region.size()));
        ClauseResult further = new ClauseReader(new ClauseState(examples, run, lead, file, verbFirst)).readAll();
        return further.founds().isEmpty() ? result : further;
    }

    /** The verbs of the words above a list: "Do not delete or move:"; null if they name none. */
    private static @Nullable Clause lead(List<Token> above) {
        Clause lead = new Clause();
        for (int i = 0; i < above.size(); i++) {
            Token token = above.get(i);
            boolean only = i + 1 < above.size()
                    && above.get(i + 1).is("only")
                    && above.get(i + 1).before().equals("-");
            Verb verb = token.isWord() && !only ? Verb.of(token.word()) : null;
            if (verb != null && verb != Verb.RUN) {
                lead.add(verb, Verb.lemma(token.word()));
            }
        }
        return lead.isEmpty() ? null : lead;
    }

    private ClauseResult readAll() {
        int standing = 0;
        while (!words.isAtEnd() && !state.findings.isRefused()) {
            int at = words.at();
            step();
            standing = words.at() > at ? 0 : standing + 1;
            if (standing > MOST_STANDING) {
                // no sentence may hold up the start for ever; what is not read makes advice of it
                state.findings.refuse(Reasons.UNKNOWN_ACTION);
            }
        }
        state.endClause();
        return state.findings.result(words.tokens().stream().anyMatch(Token::isCode));
    }

    private void step() {
        Token token = words.token();
        if (token.isCode()) {
            code.read(token);
        } else if (token.type() == Token.Type.MARK) {
            words.skipMark();
        } else if (token.type() == Token.Type.QUOTE) {
            state.findings.addUnknown(token.text());
            words.skip(1);
        } else {
            for (PhraseReader phrase : phrases) {
                if (phrase.read()) {
                    return;
                }
            }
        }
    }
}
