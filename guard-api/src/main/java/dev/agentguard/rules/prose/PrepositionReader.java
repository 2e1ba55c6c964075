package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads a preposition with what stands behind it: a place, an object, an instrument or a circumstance. */
final class PrepositionReader implements PhraseReader {

    private static final Set<String> VENUES = Set.of("exchange", "market", "broker", "account", "venue");
    /** "as a host env var": what it is anyway. */
    private static final Set<String> AS_VARIABLE =
            Vocabulary.words("as a an host shell global env environment var variable system user");

    private static final int SHOWN = 3;

    private final ClauseState state;
    private final Cursor words;
    private final OutsideReader outside;
    private final GitRefs refs;
    private final NounPhrases nouns;
    private final List<PhraseReader> phrases;
    private final CodeComplement codeComplement;
    private final NounComplement nounComplement;

    PrepositionReader(ClauseState state, OutsideReader outside) {
        this.state = state;
        this.words = state.words;
        this.outside = outside;
        this.refs = new GitRefs(state);
        this.nouns = new NounPhrases(state);
        this.phrases = List.of(
                new PrepositionalIdiomReader(state),
                new InstallerReader(state),
                new CheckoutReader(state),
                new FolderReader(state),
                new AgentReader(state),
                new ScaleToNothingReader(state));
        this.codeComplement = new CodeComplement(state);
        this.nounComplement = new NounComplement(state);
    }

    @Override
    public boolean read() {
        if (!ClauseWords.PREPOSITIONS.contains(words.word())) {
            return false;
        }
        if (isShownAnywhere()) {
            words.skipAll();
            return true;
        }
        for (PhraseReader phrase : phrases) {
            if (phrase.read()) {
                return true;
            }
        }
        boolean place = false;
        int i = words.at() + 1;
        for (; i < words.size() && !words.isCode(i) && isPassed(i); i++) {
            place |= ClauseWords.isEnvironment(words.word(i));
        }
        if (!isEmpty(i)) {
            complement(i, place);
        }
        return true;
    }

    /** Whether a word only stands between the preposition and its noun. */
    private boolean isPassed(int i) {
        boolean silent = ClauseWords.isSilent(words.word(i))
                || (words.word(i).equals("out") && words.word(i + 1).equals("of"));
        return silent && (Thing.at(words.tokens(), i) == null || nouns.isEnvironment(i));
    }

    /** Whether the preposition says nothing, or all that is left is passed. */
    private boolean isEmpty(int noun) {
        String word = words.word();
        if (word.equals("to") && state.clause.isEmpty() && state.findings.isEmpty()) {
            words.skip(1);
            return true;
        }
        if (PrepositionalIdiomReader.saysNothing(words)) {
            words.skip(1);
            return true;
        }
        if (word.equals("as")
                && words.rest(words.at()).stream().allMatch(token -> AS_VARIABLE.contains(token.word()))) {
            words.skipAll();
            return true;
        }
        if (word.equals("as")
                && (words.ahead(1).equals("part") || words.ahead(1).equals("a"))) {
            state.findings.addUnknown(Tokens.text(words.rest(words.at())));
            words.skipAll();
            return true;
        }
        if (noun >= words.size()) {
            words.skipAll();
            return true;
        }
        boolean venue = (state.clause.things.contains(Thing.ORDER) || state.clause.things.contains(Thing.MONEY))
                && VENUES.contains(words.word(noun));
        if (venue) {
            words.moveTo(noun + 1);
        }
        return venue;
    }

    private void complement(int i, boolean place) {
        String word = words.word();
        if (OptionReader.isOption(words.word(i)) && words.isWord(i)) {
            words.replace(i, code(words.token(i)));
        }
        Thing.Found thing = Thing.at(words.tokens(), i);
        if (thing != null && thing.thing() == Thing.TEST_FILE) {
            state.findings.refuse(Reasons.CODE);
        } else if (word.equals("in") && outside.isElsewhere(i)) {
            outside.elsewhere();
            words.skipAll();
        } else if (words.isCode(i)) {
            codeComplement.read(i, word);
            words.moveTo(i + 1);
        } else if (refs.readNames(word, i)) {
            return;
        } else if (thing != null && !nouns.isOfCode(i + thing.length())) {
            if (word.equals("with") && state.clause.namesFiles()) {
                state.findings.addUnknown(word + " " + words.text(i, SHOWN));
            }
            nounComplement.read(word, thing.thing());
            words.moveTo(i + thing.length());
        } else if (ClauseWords.isEnvironment(words.word(i))
                || ClauseWords.isPlace(words.word(i))
                || (place && !ClauseWords.isOfCode(words.word(i)))) {
            words.moveTo(i + 1);
        } else if (word.equals("to") && Verb.of(words.word(i)) != null) {
            words.skipAll();
        } else if (PLACES.contains(word) && words.isWord(i) && Technologies.isPlace(words.word(i)) && ends(i + 1)) {
            words.moveTo(i + 1);
        } else {
            circumstance(word, i);
        }
    }

    private static final Set<String> SAID_IN = Vocabulary.words(
            "chat chats conversation conversations response responses reply replies output logs log terminal commit "
                    + "commits message messages report reports transcript console issues prs");
    private static final Set<String> OF_SOFTWARE = Vocabulary.words(
            "code source error errors exception exceptions test tests fixture fixtures client frontend html api apis"
                    + " http url urls users user endpoint endpoints");

    /** "print secrets in chats, logs or responses": wherever they are shown, they have been read. */
    private boolean isShownAnywhere() {
        return state.clause.things.contains(Thing.SECRET)
                && state.clause.verbs.contains(Verb.SHOW)
                && Set.of("in", "to", "into", "within").contains(words.word())
                && words.rest(words.at()).stream().anyMatch(token -> SAID_IN.contains(token.word()))
                && words.rest(words.at()).stream()
                        .noneMatch(token -> token.isCode() || OF_SOFTWARE.contains(token.word()));
    }

    private static final Set<String> PLACES = Set.of("in", "on", "at", "from", "within");

    /** Whether the noun is over: "in Supabase", not "in Supabase queries". */
    private boolean ends(int after) {
        return after >= words.size()
                || !words.isWord(after)
                || ClauseWords.LINKS.contains(words.word(after))
                || ClauseWords.PREPOSITIONS.contains(words.word(after))
                || ClauseWords.isSilent(words.word(after));
    }

    private static Token code(Token option) {
        return new Token(option.text(), option.text(), Token.Type.CODE, option.line(), option.before());
    }

    /** Narrows what is meant by words that nobody knows, leaves out what they belong to, or refuses the clause. */
    private void circumstance(String word, int i) {
        String shown = word + " " + words.text(i, SHOWN);
        boolean code = ClauseWords.isOfCode(words.word(i)) || ClauseWords.isOfCode(words.word(i + 1));
        boolean narrows = state.clause.hasAny(Verb.DEPLOY, Verb.PUBLISH)
                || (word.equals("to") && state.clause.hasAny(Verb.COMMIT, Verb.PUSH, Verb.SEND, Verb.POST))
                || (word.equals("with") && !state.clause.things.isEmpty());
        if (narrows && !state.findings.hasUnknown() && !code) {
            state.findings.addUnknown(shown);
            words.moveTo(i + 1);
        } else if (state.findings.size() > 1 && words.isCode(words.at() - 1)) {
            state.findings.removeLast();
            state.findings.drop(words.token(words.at() - 1).text() + " " + word + " " + words.word(i));
            words.moveTo(i + 1);
        } else {
            state.findings.refuseElse(code ? Reasons.CODE : Reasons.CIRCUMSTANCE + ", `" + shown + "`");
        }
    }
}
