package dev.agentguard.rules.prose;

import dev.agentguard.rules.ActionWords;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.Stems;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that narrow a sentence stand in the action itself, so that it is certainly among those that are meant: "never
 * post to Slack" in a request to {@code slack.com}.
 *
 * @param stems stems that all stand in it
 */
record SaysWords(Set<String> stems) implements Condition {

    SaysWords {
        stems = Set.copyOf(stems);
    }

    /** Returns the condition that these words are said; null if one of them is no word that an action would have. */
    static @Nullable SaysWords of(List<String> words) {
        Set<String> stems = new HashSet<>();
        for (String word : words) {
            if (word.equals("never")) {
                continue;
            }
            boolean plain = word.length() > 2 && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
            if (!plain || SaidObjects.isKind(word) || SaidObjects.isSkipped(word) || SaidObjects.isEmpty(word)) {
                return null;
            }
            Stems.addTo(stems, word);
        }
        return stems.isEmpty() ? null : new SaysWords(stems);
    }

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(ActionWords.of(input).names(stems));
    }

    @Override
    public Set<RuleKey> keys() {
        return stems.stream()
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .map(stem -> Set.of(new RuleKey(RuleKey.Dimension.WORD, stem)))
                .orElse(Set.of());
    }

    @Override
    public String toString() {
        return "says " + String.join(" ", stems.stream().sorted().toList());
    }
}
