package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is destroyed: the nouns after the verb, up to the first preposition. A noun counts only at the end of its
 * compound ("table headers" are not tables).
 *
 * @param patterns the effects that are meant
 * @param narrowedBy words before the nouns that limit what is meant and cannot be checked
 * @param end the position after the last word that was read
 * @param refusedBecause why nothing is enforced, or null
 */
record NounPhrase(
        List<EffectPattern.Builder> patterns,
        List<String> narrowedBy,
        int end,
        @Nullable String refusedBecause) {

    private static final int MOST_UNKNOWN = 2;
    private static final Set<String> FILES = Set.of("file", "folder", "directory");

    static NounPhrase read(List<Token> region, int start) {
        List<EffectPattern.Builder> patterns = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        int i = start;
        for (; i < region.size(); i++) {
            Token token = region.get(i);
            String noun = Nouns.singular(token.word());
            if (token.isCode() || Vocabulary.CODE_WORDS.contains(noun)) {
                if (!patterns.isEmpty() && token.isCode()) {
                    break;
                }
                return refused(token.isCode() ? ActionReader.COMMAND_LINE : ActionReader.CODE);
            }
            if (token.isWord() && Vocabulary.isNoun(token.word()) && endsCompound(region, i)) {
                if (FILES.contains(noun) && !unknown.isEmpty()) {
                    return refused("speaks of some files only, which cannot be told apart");
                }
                patterns.addAll(patternsOf(noun));
                if (!isList(region, i + 1)) {
                    i++;
                    break;
                }
            } else if (token.isWord() && !isTransparent(token.word())) {
                boolean preposition = Vocabulary.FOLLOWERS.contains(token.word());
                if (preposition || unknown.size() == MOST_UNKNOWN) {
                    break;
                }
                unknown.add(token.word());
            } else if (token.is("(") && !patterns.isEmpty()) {
                break;
            }
        }
        return patterns.isEmpty() ? refused(ActionReader.UNKNOWN_ACTION) : new NounPhrase(patterns, unknown, i, null);
    }

    private static boolean isTransparent(String word) {
        return Vocabulary.NEUTRAL.contains(word)
                || Vocabulary.DESTROY.contains(word)
                || Vocabulary.isEnvironment(word)
                || Vocabulary.isNoun(word)
                || word.equals("from")
                || word.equals("be");
    }

    private static boolean endsCompound(List<Token> region, int at) {
        if (at + 1 >= region.size()) {
            return true;
        }
        Token next = region.get(at + 1);
        return !next.isWord() || Vocabulary.FOLLOWERS.contains(next.word()) || Vocabulary.DESTROY.contains(next.word());
    }

    private static boolean isList(List<Token> region, int at) {
        return at < region.size()
                && Set.of("or", "and", "nor", ",", "/").contains(region.get(at).word());
    }

    private static List<EffectPattern.Builder> patternsOf(String noun) {
        EffectPattern.Builder pattern = EffectPattern.builder().reversibility(Reversibility.RECOVERABLE);
        if (Vocabulary.DATA.contains(noun)) {
            return List.of(pattern.kinds(Set.of(Kind.DATA)));
        }
        if (Vocabulary.ANYTHING.contains(noun)) {
            return List.of(pattern);
        }
        Set<String> subjects = Vocabulary.subjectsOf(noun);
        return subjects.contains("backup")
                ? List.of(pattern.subjects(subjects), EffectPattern.builder().destroyingRecovery())
                : List.of(pattern.subjects(subjects));
    }

    private static NounPhrase refused(String because) {
        return new NounPhrase(List.of(), List.of(), 0, because);
    }
}
