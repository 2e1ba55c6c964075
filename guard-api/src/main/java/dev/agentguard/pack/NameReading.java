package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a name says that an operation does: {@code issueRemoveLabel}, {@code volume_delete}, {@code users.list}.
 * One reading for all names: GraphQL fields, segments of a path, procedures, tools, subcommands of unknown programs.
 */
final class NameReading {

    private static final Meaning TAKES_BACK =
            new Meaning(Reversibility.REVERSIBLE, null, true, "takes a deletion back");
    private static final int MOST = 64;

    /** The same few names come again and again; a stream of new ones says that keeping them does not help. */
    private static final int LONGEST_KEPT = 80;

    private static final int MOST_KEPT = 8_192;

    private final Lexicon lexicon;
    private final ConcurrentHashMap<Name, Optional<Meaning>> kept = new ConcurrentHashMap<>();

    private record Name(List<String> words, String method) {

        /** As a record's own, which is not inlined: every tool without annotations is looked up by this. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Name name && method.equals(name.method) && words.equals(name.words);
        }

        @Override
        public int hashCode() {
            return 31 * words.hashCode() + method.hashCode();
        }
    }

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
        if (!beside.isEmpty() || isLong(words, method)) {
            return read(words, beside, method);
        }
        Name name = new Name(words, method);
        Optional<Meaning> known = kept.get(name);
        if (known == null) {
            known = Optional.ofNullable(read(words, beside, method));
            if (kept.mappingCount() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(new Name(List.copyOf(words), method), known);
        }
        return known.orElse(null);
    }

    private static boolean isLong(List<String> words, String method) {
        int characters = method.length();
        for (int i = 0; i < words.size() && characters <= LONGEST_KEPT; i++) {
            characters += words.get(i).length() + 1;
        }
        return characters > LONGEST_KEPT;
    }

    private @Nullable Meaning read(List<String> words, List<String> beside, String method) {
        List<String> core = lexicon.core(words.size() > MOST ? words.subList(0, MOST) : words);
        Meaning worst = null;
        int start = 0;
        for (int i = 0; i <= core.size(); i++) {
            if (i == core.size() || lexicon.in("joins", core.get(i))) {
                if (i > start) {
                    List<String> part = core.subList(start, i);
                    Meaning meaning =
                            undone(part) ? TAKES_BACK : new Phrase(lexicon, part, core, beside, method).meaning();
                    worst = Meaning.worse(worst, meaning);
                }
                start = i + 1;
            }
        }
        return worst;
    }

    /** {@code customerCancelDataErasure}: what is undone is named behind it, and nothing before it destroys. */
    private boolean ofAnAct(List<String> words, int undo) {
        String last = words.get(words.size() - 1);
        boolean act = lexicon.destroys(last) && (last.endsWith("ion") || last.endsWith("al") || last.endsWith("ure"));
        return act && words.subList(0, undo).stream().noneMatch(lexicon::destroys);
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
            if (lexicon.in("undo", words.get(i)) && (nextDestroys || i == 0 || ofAnAct(words, i))) {
                return true;
            }
        }
        return last > 0 && lexicon.in("undo", words.get(last)) && !lexicon.destroys(words.get(0));
    }
}
