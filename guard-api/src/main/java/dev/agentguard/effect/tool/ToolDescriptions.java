package dev.agentguard.effect.tool;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Description;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the descriptions of tools say that they do. An application has few tools and calls them again and again, so what
 * was read last is kept. Safe for use by many threads.
 */
final class ToolDescriptions {

    /** What is longer is read each time. */
    private static final int LONGEST_KEPT = 4_000;

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
     * @param first what its first sentence says, or null if there is none
     */
    record Said(boolean isFinal, boolean destroys, @Nullable Effect first) {}

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
            return new Said(true, true, null);
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
        return new Said(false, destroys, first);
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
