package dev.agentguard.effect.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Description;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the descriptions of tools say that they do. An application has few tools and calls them again and again, so what
 * was read last is kept. Safe for use by many threads.
 */
final class ToolDescriptions {

    /** What is longer is read each time. */
    private static final int LONGEST_KEPT = 4_000;

    private static final Set<String> RUNS = Set.of("execute", "run");
    private static final Set<String> STATEMENTS = Set.of("sql", "select", "insert", "update", "ddl", "dml");

    private final Knowledge knowledge;
    private final Cache<String, Said> kept =
            Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();

    ToolDescriptions(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * What a description says.
     *
     * @param isFinal whether there is no way back from what the tool does
     * @param destroys whether the tool destroys
     * @param runs whether the tool runs a statement that it is given, of whatever kind
     * @param first what its first sentence says, or null if there is none
     */
    record Said(
            boolean isFinal,
            boolean destroys,
            boolean runs,
            @Nullable Effect first) {}

    Said read(String description) {
        if (description.length() > LONGEST_KEPT) {
            return said(description);
        }
        Said known = kept.getIfPresent(description);
        if (known == null) {
            known = said(description);
            kept.put(description, known);
        }
        return known;
    }

    private Said said(String text) {
        Description description = new Description(text);
        if (description.saysItIsFinal()) {
            return new Said(true, true, false, null);
        }
        List<String> sentences = description.names();
        Effect first = null;
        boolean destroys = false;
        for (int i = 0; i < sentences.size(); i++) {
            Effect effect = effectOf(sentences.get(i));
            destroys |=
                    effect.reversibility() == Reversibility.IRREVERSIBLE && (i == 0 || beginsWithIt(sentences.get(i)));
            first = i == 0 ? effect : first;
        }
        return new Said(false, destroys, !sentences.isEmpty() && runs(sentences.get(0)), first);
    }

    /** {@code Execute an INSERT, UPDATE or DELETE query}: it names kinds of statements, not what it does. */
    private static boolean runs(String sentence) {
        List<String> words = List.of(sentence.split("_", -1));
        return RUNS.contains(words.get(0)) && words.stream().anyMatch(STATEMENTS::contains);
    }

    /** Only a later sentence that begins with the verb is about the tool: {@code use delete_item to delete one} is not. */
    private boolean beginsWithIt(String sentence) {
        int end = sentence.indexOf('_');
        return effectOf(end < 0 ? sentence : sentence.substring(0, end)).reversibility() == Reversibility.IRREVERSIBLE;
    }

    private Effect effectOf(String name) {
        return ToolNaming.read(knowledge, name, Map.of());
    }
}
