package dev.agentguard.rules.permission;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.ExampleReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the act that a pattern of commands names: by reading examples of what it matches with the readers that judge
 * actions. There is one only if every example destroys, and by what a pack says of its program.
 */
final class SameActs {

    /** Stands for what the pattern leaves open; no word of any program. */
    private static final String SAMPLE = "guardsample";

    /** What kubectl deletes if nobody knows what. */
    private static final String ANY_OBJECT = "kubernetes:object";

    private static final int LONGEST = 300;

    /** Reading examples takes time; a list with more patterns than anyone writes is matched by its text. */
    private static final int MOST = 1_000;

    /** What the statements do that a client is given. */
    private static final Set<String> CODE = Set.of("sql:", "redis:", "mongo:");

    private final @Nullable ExampleReader examples;
    private int read;

    SameActs(@Nullable ExampleReader examples) {
        this.examples = examples;
    }

    /**
     * Returns the act of a pattern.
     *
     * @param shown the pattern as it was written
     * @param words its words; a star stands for any characters
     * @param prefix whether more words may follow
     * @param text the rule on the text, which speaks for itself
     */
    @Nullable
    SameAct of(String shown, List<String> words, boolean prefix, PartMatcher text) {
        if (examples == null || words.isEmpty() || words.get(0).indexOf(Wildcard.STAR) >= 0) {
            return null;
        }
        List<String> fixed = new ArrayList<>(words);
        String last = fixed.get(fixed.size() - 1);
        boolean open = prefix;
        if (last.equals("*")) {
            fixed.remove(fixed.size() - 1);
            open = true;
        } else if (fixed.size() > 1 && isOpenWord(last)) {
            // `terraform destroy*`: no program has a longer word of its own there
            fixed.set(fixed.size() - 1, last.substring(0, last.length() - 1));
            open = true;
        }
        String line = String.join(" ", fixed.stream().map(SameActs::quoted).toList());
        if (line.length() > LONGEST || ++read > MOST) {
            return null;
        }
        List<List<Effect>> effects = new ArrayList<>();
        effects.add(examples.effectsOf(line));
        if (open) {
            effects.add(examples.effectsOf(line + " " + SAMPLE));
            effects.add(examples.effectsOf(line + " " + SAMPLE + " " + SAMPLE + "2"));
        }
        SameAct.Act act = act(fixed, open, effects, isRaised(fixed));
        return act == null ? null : new SameAct(shown, act, text);
    }

    /** Whether it is the options that make it destroy, so that the class of what is done says as much as they do. */
    private boolean isRaised(List<String> fixed) {
        List<String> without =
                fixed.stream().filter(word -> !word.startsWith("-")).toList();
        if (examples == null || without.size() == fixed.size()) {
            return false;
        }
        String line = String.join(" ", without.stream().map(SameActs::quoted).toList());
        List<Effect> effects = examples.effectsOf(line + " " + SAMPLE);
        return effects.stream().noneMatch(effect -> effect.reversibility() == Reversibility.UNKNOWN)
                && worst(effects) == null;
    }

    private static boolean isOpenWord(String word) {
        int star = word.indexOf(Wildcard.STAR);
        return star > 0
                && star == word.length() - 1
                && word.chars().limit(star).allMatch(c -> Character.isLetterOrDigit(c) || "-_:".indexOf(c) >= 0);
    }

    private static String quoted(String word) {
        String open = word.replace("\\*", "*").replace("*", SAMPLE);
        boolean plain = open.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_./:=@+,%".indexOf(c) >= 0);
        return plain && !open.isEmpty() ? open : "'" + open.replace("'", "'\\''") + "'";
    }

    private static SameAct.@Nullable Act act(
            List<String> fixed, boolean open, List<List<Effect>> read, boolean raised) {
        Reversibility least = Reversibility.IRREVERSIBLE;
        for (List<Effect> effects : read) {
            Effect worst = worst(effects);
            boolean known = worst != null && (worst.basis() == Basis.PACK || isCode(worst));
            if (worst == null || !known) {
                return null;
            }
            least = worst.reversibility().compareTo(least) < 0 ? worst.reversibility() : least;
        }
        List<Effect> last = read.get(read.size() - 1);
        Effect first = worst(read.get(0));
        Effect sample = worst(last);
        // a request's URL says more than the thing that an effect names
        if (first == null || sample == null || sample.environment() != null || first.host() != null) {
            return null;
        }
        List<String> words = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String word : fixed.subList(1, fixed.size())) {
            (word.startsWith("-") ? options : words).add(word);
        }
        String program = CommandPart.withoutDirectory(fixed.get(0)).toLowerCase(Locale.ROOT);
        String type = first.resource().type();
        Set<String> systems = new LinkedHashSet<>(SystemNames.of(first.operation(), type));
        systems.add(SystemNames.canonical(program));
        Set<String> spoken = new LinkedHashSet<>();
        words.forEach(word -> spoken.addAll(ToolWords.of(word)));
        String id = id(first, sample, open);
        Set<String> nouns = nouns(type, words, id, systems);
        boolean destroys = ActWords.areDestroying(spoken)
                || ActWords.isDestroying(program)
                || ActWords.areDestroying(ToolWords.of(first.operation()));
        boolean anything = open && nouns.isEmpty() && (type.equals(ANY_OBJECT) || mentions(sample.operation()));
        return new SameAct.Act(
                program,
                words,
                raised ? List.of() : options,
                first.operation(),
                systems,
                nouns,
                anything,
                first.kind(),
                destroys,
                least,
                id,
                isCode(first));
    }

    /** The effect that the line is worst for, or null if one of its effects is harmless or was not understood. */
    private static @Nullable Effect worst(List<Effect> effects) {
        Effect worst = null;
        for (Effect effect : effects) {
            Reversibility reversibility = effect.reversibility();
            if (reversibility == Reversibility.UNKNOWN) {
                return null;
            }
            if (worst == null || reversibility.compareTo(worst.reversibility()) > 0) {
                worst = effect;
            }
        }
        return worst != null && worst.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0 ? worst : null;
    }

    private static boolean isCode(Effect effect) {
        return CODE.stream().anyMatch(effect.operation()::startsWith);
    }

    private static boolean mentions(String text) {
        return text.toLowerCase(Locale.ROOT).contains(SAMPLE);
    }

    private static Set<String> nouns(String type, List<String> words, @Nullable String id, Set<String> systems) {
        Set<String> nouns = new LinkedHashSet<>();
        int colon = type.indexOf(':');
        if (!type.equals(ANY_OBJECT)) {
            nouns.addAll(ActWords.thing(ToolWords.of(colon < 0 ? type : type.substring(colon + 1))));
        }
        if (nouns.isEmpty()) {
            for (String word : words) {
                if (!word.equals(id) && word.indexOf(Wildcard.STAR) < 0) {
                    nouns.addAll(ActWords.nouns(ToolWords.of(word)));
                }
            }
        }
        nouns.removeIf(noun -> systems.contains(SystemNames.canonical(noun)) || mentions(noun));
        return nouns;
    }

    /** The one thing that all examples name, a star for what the pattern leaves open; null if it may be any. */
    private static @Nullable String id(Effect first, Effect sample, boolean open) {
        String id = sample.resource().id();
        String alone = first.resource().id();
        if (id == null || (open && alone == null)) {
            return null;
        }
        String pattern = (alone == null ? id : alone).replace(SAMPLE, "*");
        return pattern.equals("*") || pattern.equals(".") ? null : pattern;
    }
}
