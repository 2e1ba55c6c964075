package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verbs of one meaning.
 *
 * @param words the verbs
 * @param as how certainly they are verbs where they stand in a name
 * @param anywhere whether they count at any place of a name, beside any other verb
 * @param with words of which one must stand beside; empty if none need
 * @param from whether such a word, or any, must stand behind {@code from}
 * @param without words of which none may stand beside
 * @param of words of which one must be the thing that the verb is about; empty if none need
 * @param notOf words of which none may be that thing
 * @param methods the HTTP methods it counts with; empty for any
 * @param reversibility the class
 * @param kind the kind of thing that changes, or null if the rest of the name tells
 * @param opaque whether only what it is given tells what it does
 * @param reason why
 */
record Verbs(
        Set<String> words,
        As as,
        boolean anywhere,
        Set<String> with,
        boolean from,
        Set<String> without,
        Set<String> of,
        Set<String> notOf,
        Set<String> methods,
        Reversibility reversibility,
        @Nullable Kind kind,
        boolean opaque,
        String reason) {

    /** How certainly words are verbs. */
    enum As {
        /** More often a noun: {@code charge}, {@code status}. */
        NOUN(0),
        /** As often a noun: {@code list}, {@code search}. */
        EITHER(10),
        /** Hardly ever a noun. */
        VERB(20);

        private final int weight;

        As(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }

    /** Returns whether these destroy wherever they stand and whatever they are about. */
    boolean destroy() {
        return anywhere
                && with.isEmpty()
                && !from
                && of.isEmpty()
                && kind == null
                && reversibility == Reversibility.IRREVERSIBLE;
    }

    boolean harms() {
        return reversibility.compareTo(Reversibility.RECOVERABLE) >= 0;
    }
}
