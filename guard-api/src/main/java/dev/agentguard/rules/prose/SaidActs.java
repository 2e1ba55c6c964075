package dev.agentguard.rules.prose;

import dev.agentguard.rules.Stems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a prohibition by its words alone, where nobody knows what they mean: "create gists", "campaign launches",
 * "dismiss audit findings". It means the actions that are named like that. Nothing is read of words that stand for
 * anything, or that are about how code is written.
 */
final class SaidActs {

    /** What says when or what for. */
    private static final Set<String> WHEN = Vocabulary.words("for during after before by");

    /** Prepositions behind which stands what it is done to, where nothing does before. */
    private static final Set<String> OBJECTS = Vocabulary.words("to on into at from against onto");

    private static final Set<String> ELSEWHERE = Set.of("these", "those", "this", "that", "such");

    private static final Set<String> AGENTS =
            Set.of("agents", "agent", "you", "ai", "claude", "assistants", "bots", "anyone", "anybody");

    private static final int SHOWN = 3;

    private final List<Token> region;
    private final SaidVerbs verbs;
    private final boolean code;
    private final SaidObjects objects = new SaidObjects();
    private final SaidObjects members = new SaidObjects();
    private @Nullable String left;
    private int at;

    private SaidActs(List<Token> region, SaidVerbs verbs) {
        this.region = region;
        this.verbs = verbs;
        this.at = verbs.end();
        this.code = region.stream().anyMatch(SaidWords::isOfCode);
    }

    /**
     * Returns the actions that are named; none if a word says that they are about something else.
     *
     * @param said the words that say what is forbidden
     * @param imperative whether the first word must be a verb
     * @param foreign whether some words may be of another language, so that only names count
     */
    static List<Found> read(List<Token> said, boolean imperative, boolean foreign) {
        List<Token> region = withoutAgents(said);
        List<Found> founds = new ArrayList<>();
        int from = 0;
        for (int i = 1; i + 2 < region.size(); i++) {
            if (SaidWords.LINKS.contains(region.get(i).word()) && SaidVerbs.startAgain(region, i + 1)) {
                founds.addAll(clause(region.subList(from, i), imperative, foreign));
                from = i + 1;
            }
        }
        founds.addAll(clause(region.subList(from, region.size()), imperative, foreign));
        return founds;
    }

    /** "booked by agents meeting rooms": who it is that must not. */
    private static List<Token> withoutAgents(List<Token> said) {
        for (int i = 0; i + 1 < said.size(); i++) {
            if (said.get(i).is("by") && AGENTS.contains(said.get(i + 1).word())) {
                List<Token> without = new ArrayList<>(said.subList(0, i));
                without.addAll(said.subList(i + 2, said.size()));
                return without;
            }
        }
        return said;
    }

    /** Returns those of the actions that are named by words that nothing else is read from. */
    static List<Found> of(List<String> dropped, List<Token> region, boolean imperative, boolean foreign) {
        Set<String> stems = new HashSet<>();
        for (String words : dropped) {
            String head = words.substring(words.lastIndexOf(' ') + 1);
            if (SaidWords.isSaid(head)) {
                Stems.addTo(stems, head);
            }
        }
        return read(region, imperative, foreign).stream()
                .filter(found -> found.condition() instanceof SaidAct act
                        && !act.doing().own()
                        && act.nouns().stream().anyMatch(stems::contains))
                .toList();
    }

    private static List<Found> clause(List<Token> region, boolean imperative, boolean foreign) {
        boolean other = SaidWords.nameCode(region) || region.stream().anyMatch(token -> token.is("than"));
        SaidVerbs verbs = SaidVerbs.of(region, imperative);
        if (other || verbs.verbs().isEmpty() || pointsElsewhere(region)) {
            return List.of();
        }
        SaidActs acts = new SaidActs(region, verbs);
        boolean read = acts.readObjects();
        boolean named = acts.objects.isNamed() || acts.members.isNamed();
        return read && (!foreign || named) ? acts.founds(foreign) : List.of();
    }

    /** "these files": what stands elsewhere says which. */
    private static boolean pointsElsewhere(List<Token> region) {
        for (int i = 0; i + 1 < region.size(); i++) {
            if (ELSEWHERE.contains(region.get(i).word())
                    && SaidObjects.isEmpty(region.get(i + 1).word())) {
                return true;
            }
        }
        return false;
    }

    private boolean readObjects() {
        while (at < region.size()) {
            Token token = region.get(at);
            String word = token.word();
            boolean unreadable = token.type() == Token.Type.QUOTE
                    || token.type() == Token.Type.PLACEHOLDER
                    || (token.isCode() && !SaidWords.isName(token.text()));
            if (unreadable) {
                return false;
            }
            if (token.isWord() && SaidWords.ENDS.contains(word)) {
                left = left(at);
                return true;
            }
            boolean preposition = token.isWord() && SaidWords.PREPOSITIONS.contains(word);
            if (token.is("(")) {
                if (!readBrackets()) {
                    return false;
                }
            } else if (SaidWords.LINKS.contains(word)) {
                objects.close();
                at++;
            } else if (preposition) {
                if (!readPhrase()) {
                    return WHEN.contains(word);
                }
            } else if (token.type() == Token.Type.MARK && !token.is("-") && !token.is("#")) {
                return true;
            } else {
                addNoun(token);
                at++;
            }
        }
        return true;
    }

    private void addNoun(Token token) {
        String word = token.word();
        boolean silent = token.type() == Token.Type.MARK
                || word.equals("of")
                || SaidObjects.isSkipped(word)
                || ClauseWords.isEnvironment(word)
                || verbs.contains(word)
                || SaidWords.PARTICLES.contains(word);
        if (!silent) {
            objects.add(token, SaidWords.isProper(token, region));
        }
    }

    /** "(Imprint, Terms)": each of them is one. */
    private boolean readBrackets() {
        int close = Phrases.index(region, ")", at);
        if (close < 0) {
            return false;
        }
        objects.close();
        for (int i = at + 1; i < close; i++) {
            Token token = region.get(i);
            if (SaidWords.LINKS.contains(token.word())) {
                members.close();
            } else if (token.isWord() && SaidWords.isProper(token, region)) {
                members.add(token, true);
            }
        }
        members.close();
        at = close + 1;
        return true;
    }

    /** Reads a preposition and what is behind it; false if that says what cannot be seen in an action. */
    private boolean readPhrase() {
        String preposition = region.get(at).word();
        if (!objects.isUnderWay() && OBJECTS.contains(preposition)) {
            at++;
            return true;
        }
        boolean place = SaidWords.PLACES.contains(preposition);
        boolean silent = true;
        boolean said = false;
        int end = at + 1;
        for (; end < region.size() && !endsPhrase(region.get(end)); end++) {
            Token token = region.get(end);
            boolean name = SaidWords.isPlaceName(preposition, token, region);
            if (name || (place && token.isWord() && SaidWords.isSaid(token.word()))) {
                objects.require(token.text(), name, name && place);
                said = true;
            }
            silent &= token.isWord() && SaidWords.isSilent(token.word());
        }
        if (!silent && !said) {
            left = left(at);
            return false;
        }
        at = end;
        return true;
    }

    private static boolean endsPhrase(Token token) {
        String word = token.word();
        return SaidWords.LINKS.contains(word)
                || token.is("(")
                || (token.isWord() && (SaidWords.ENDS.contains(word) || SaidWords.PREPOSITIONS.contains(word)));
    }

    private String left(int from) {
        return "`" + Tokens.text(region.subList(from, Math.min(region.size(), from + SHOWN)))
                + "` is not read; a human decides";
    }

    private List<Found> founds(boolean foreign) {
        List<Found> founds = new ArrayList<>();
        for (String verb : verbs.verbs()) {
            SaidAct.Deed deed = code ? SaidDeeds.ofCode(verb, objects) : SaidDeeds.of(verb, objects, left == null);
            if (!foreign || objects.isNamed()) {
                add(founds, deed, objects);
            }
            add(founds, SaidDeeds.ofMembers(verb), members);
        }
        return founds;
    }

    private void add(List<Found> founds, SaidAct.@Nullable Deed deed, SaidObjects of) {
        if (deed != null) {
            for (Set<String> nouns : of.all()) {
                Found found = Found.plain(new SaidAct(deed, nouns));
                founds.add(left == null ? found : found.narrowed(left));
            }
        }
    }
}
