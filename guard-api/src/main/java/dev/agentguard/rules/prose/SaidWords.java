package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** The small words of a prohibition that is read by its words alone, and which of the others are names. */
final class SaidWords {

    static final Set<String> LINKS = Set.of("or", "and", "nor", ",", "/", "&", "|");
    static final Set<String> PREPOSITIONS = Vocabulary.words(
            "in on for with from via by at into through against under inside within to onto across between about over"
                    + " during as using outside below behind around toward towards after before");
    static final Set<String> ENDS = Vocabulary.words("without unless if when while until because since so except");
    static final Set<String> PARTICLES = Vocabulary.words("up off out down on over back in away");

    /** Prepositions of places, which have to be those of the action. */
    static final Set<String> PLACES = Vocabulary.words("to on into at from against in onto inside within across");

    private static final Set<String> TARGETS = Vocabulary.words("to on at against into onto");

    /** What says where or how, and narrows nothing. */
    private static final Set<String> HARMLESS = Vocabulary.words("behalf name own hand default accident");

    private static final int LONGEST_NAME = 60;

    private SaidWords() {}

    static boolean isSilent(String word) {
        return Vocabulary.PLACES.contains(word)
                || Vocabulary.NEUTRAL.contains(word)
                || SaidObjects.isSkipped(word)
                || SaidObjects.isPossessive(word)
                || HARMLESS.contains(word)
                || ClauseWords.isEnvironment(word);
    }

    /** Whether the word says something alone. */
    static boolean isSaid(String word) {
        return !SaidObjects.isEmpty(word) && !SaidObjects.isKind(word) && !isSilent(word);
    }

    static boolean isOfCode(Token token) {
        String word = token.word();
        String owner = SaidObjects.isPossessive(word) ? word.substring(0, word.indexOf('\'')) : word;
        return token.isWord() && ClauseWords.isOfCode(owner);
    }

    /** {@code ngOnDestroy}, {@code innerHTML}: a name of code; {@code await} may be a word of a language. */
    static boolean isIdentifier(Token token) {
        String text = token.text().strip();
        if (text.isEmpty() || !(token.isCode() || token.isWord()) || !Character.isLowerCase(text.charAt(0))) {
            return false;
        }
        return hasHump(text) || (token.isCode() && text.chars().allMatch(Character::isLowerCase));
    }

    /** Whether some of the words are names of code; "to `main`" is where to. */
    static boolean nameCode(List<Token> region) {
        for (int i = 0; i < region.size(); i++) {
            boolean place = i > 1
                    && TARGETS.contains(region.get(i - 1).word())
                    && region.get(i).isCode();
            if (isIdentifier(region.get(i)) && !(place && !hasHump(region.get(i).text()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHump(String text) {
        for (int i = 1; i < text.length(); i++) {
            if (Character.isUpperCase(text.charAt(i)) && Character.isLowerCase(text.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    /** Whether code in back-ticks may be the name of something. */
    static boolean isName(String code) {
        String text = code.strip();
        return text.length() > 1
                && text.length() <= LONGEST_NAME
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "_-/#".indexOf(c) >= 0)
                && !text.startsWith("-")
                && text.chars().anyMatch(Character::isLetter);
    }

    /** A name: in back-ticks, with a capital inside, or with one where the words beside it have none. */
    static boolean isProper(Token token, List<Token> region) {
        if (token.isCode()) {
            return true;
        }
        String text = token.text();
        if (!token.isWord() || text.length() < 2) {
            return false;
        }
        if (text.chars().anyMatch(Character::isLowerCase)
                && text.chars().skip(1).anyMatch(Character::isUpperCase)) {
            return true;
        }
        boolean others = region.stream()
                .takeWhile(other -> other.type() != Token.Type.MARK || other.is("(") || other.is(","))
                .anyMatch(other -> other.isWord()
                        && Character.isLowerCase(other.text().charAt(0))
                        && !PREPOSITIONS.contains(other.word()));
        return others && text.length() > 2 && Character.isUpperCase(text.charAt(0)) && !token.equals(region.get(0));
    }

    /** "to `acme/site`", "on Slack"; what happens in `after_save` is code. */
    static boolean isPlaceName(String preposition, Token token, List<Token> region) {
        return token.isCode()
                ? TARGETS.contains(preposition)
                        && isName(token.text())
                        && token.text().indexOf('_') < 0
                : isProper(token, region) && token.text().chars().anyMatch(Character::isLowerCase);
    }
}
