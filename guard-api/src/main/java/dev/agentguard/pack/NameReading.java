package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a name says that an operation does: {@code issueRemoveLabel}, {@code volume_delete}, {@code users.list}.
 * One reading for all names: GraphQL fields, segments of a path, procedures, tools, subcommands of unknown programs.
 */
final class NameReading {

    private static final Meaning TAKES_BACK =
            new Meaning(Reversibility.REVERSIBLE, null, true, "takes a deletion back");
    private static final int MOST = 64;

    private final Lexicon lexicon;

    NameReading(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * Returns what a name says by itself.
     *
     * @param words the words of the name in lower case, see {@link Words#of}
     * @return what it means; null if no word in it is a verb
     */
    @Nullable
    Meaning of(List<String> words) {
        return of(words, List.of(), "");
    }

    /**
     * Returns what a name says among other words.
     *
     * @param words the words of the name
     * @param beside words that stand around it
     * @param method the HTTP method, {@code POST} for a GraphQL mutation, or empty if it has none
     * @return what it means; null if no word in it is a verb
     */
    @Nullable
    Meaning of(List<String> words, List<String> beside, String method) {
        List<String> core = lexicon.core(words.size() > MOST ? words.subList(0, MOST) : words);
        if (undone(core)) {
            return TAKES_BACK;
        }
        Meaning worst = null;
        int start = 0;
        for (int i = 0; i <= core.size(); i++) {
            if (i == core.size() || lexicon.in("joins", core.get(i))) {
                if (i > start) {
                    Phrase phrase = new Phrase(lexicon, core.subList(start, i), core, beside, method);
                    worst = Meaning.worse(worst, phrase.meaning());
                }
                start = i + 1;
            }
        }
        return worst;
    }

    /** {@code cancelDelete}, {@code organizationCancelDelete}, {@code deletionCancel} with something in front. */
    private boolean undone(List<String> words) {
        boolean destroys = false;
        boolean undoes = false;
        for (String word : words) {
            destroys |= lexicon.destroys(word);
            undoes |= lexicon.in("undo", word);
        }
        if (!destroys || !undoes) {
            return false;
        }
        int last = words.size() - 1;
        for (int i = 0; i < last; i++) {
            boolean nextDestroys = lexicon.destroys(words.get(i + 1));
            if (lexicon.in("undo", words.get(i)) && (nextDestroys || (i == 0 && !words.contains("and")))) {
                return true;
            }
        }
        return last > 0 && lexicon.in("undo", words.get(last)) && !lexicon.destroys(words.get(0));
    }
}
