package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the values of arguments that are names: of an operation, of a state. */
final class ValueNames {

    private static final int LONGEST = 100;

    /** Ends of names that stand for all acts on a thing. */
    private static final Set<String> COLLECTIVE = Set.of("write", "manage", "tool", "action", "actions", "operation");

    private static final Set<String> CLOSED_FOR_GOOD = Set.of("account", "holder", "instrument", "card", "wallet");

    private final Lexicon lexicon;
    private final NameReading names;

    ValueNames(Lexicon lexicon, NameReading names) {
        this.lexicon = lexicon;
        this.names = names;
    }

    /** Returns what a value says that names the act of the whole call; null if it says nothing that is certain. */
    @Nullable
    Meaning act(String text, List<String> beside) {
        if (text.length() > LONGEST || !isName(text)) {
            return null;
        }
        Reversibility byMethod = lexicon.methods().get(text.toUpperCase(Locale.ROOT));
        Meaning meaning = byMethod == null
                ? names.of(wordsOf(text), things(beside), "")
                : new Meaning(byMethod, null, true, "the argument says `" + text + "`");
        return meaning != null && meaning.certain() ? meaning : null;
    }

    /**
     * Returns whether a value, or an item of a list, names what destroys: {@code state: DELETED}, {@code action:
     * "volume.delete"}, {@code Action=DeleteVolume}.
     *
     * @param operation whether the argument holds the name of an operation; of others only constants are names
     * @param value the value
     * @param beside the words of the operation it is given to
     * @param states whether a state counts that follows a destruction
     */
    boolean destroy(boolean operation, @Nullable Object value, List<String> beside, boolean states) {
        if (value instanceof String text) {
            return destroys(operation, text, beside, states);
        }
        if (Untyped.leaf(value) || !(value instanceof Collection<?> items)) {
            return false;
        }
        int left = Untyped.VALUES;
        for (Object item : items) {
            if (item instanceof String text && destroys(operation, text, beside, states)) {
                return true;
            }
            if (--left == 0) {
                return false; // the search says that so many cannot be seen
            }
        }
        return false;
    }

    /** Returns whether a text could do so beside any words. */
    boolean mayDestroy(boolean operation, String text) {
        if (text.length() > LONGEST || !(operation ? isName(text) : isConstant(text))) {
            return false;
        }
        List<String> words = wordsOf(text);
        return !words.isEmpty()
                && (done(words)
                        || words.get(0).equals("closed")
                        || words.stream().anyMatch(lexicon::mayHarm));
    }

    private boolean done(List<String> words) {
        return lexicon.in("done", words.get(0)) || lexicon.in("done", words.get(words.size() - 1));
    }

    /** {@code status: closed} of an account or a card, which no one opens again. */
    private static boolean closes(List<String> words, List<String> beside) {
        return words.size() == 1
                && words.get(0).equals("closed")
                && beside.stream().anyMatch(word -> Lexicon.within(CLOSED_FOR_GOOD, word));
    }

    private boolean destroys(boolean operation, String text, List<String> beside, boolean states) {
        if (text.length() > LONGEST || !(operation ? isName(text) : isConstant(text))) {
            return false;
        }
        List<String> words = wordsOf(text);
        if (words.isEmpty()) {
            return false;
        }
        if (states && (done(words) || closes(words, beside))) {
            return true;
        }
        if (!operation && !anyDestroys(words)) {
            return false;
        }
        Meaning meaning = names.of(words, things(beside), "");
        return meaning != null
                && meaning.certain()
                && (meaning.reversibility() == Reversibility.IRREVERSIBLE
                        || meaning.reversibility() == Reversibility.RECOVERABLE);
    }

    private boolean anyDestroys(List<String> words) {
        for (String word : words) {
            if (lexicon.destroys(word)) {
                return true;
            }
        }
        return false;
    }

    /** The words of a name without the one that only says that there are several acts: {@code sub_issue_write}. */
    private static List<String> things(List<String> name) {
        int last = name.size() - 1;
        return last > 0 && COLLECTIVE.contains(name.get(last)) ? name.subList(0, last) : name;
    }

    /** The words of {@code DeleteTable} in {@code DynamoDB.DeleteTable}; all words where the last part is only one. */
    private static List<String> wordsOf(String text) {
        List<String> words = lastPart(text);
        // `is_destroy`: set as a kind of run, it says what the run does
        return words.size() > 1 && words.get(0).equals("is") ? words.subList(1, words.size()) : words;
    }

    private static List<String> lastPart(String text) {
        int part = Math.max(text.lastIndexOf('.'), Math.max(text.lastIndexOf('/'), text.lastIndexOf('#')));
        List<String> last = Words.of(part < 0 ? text : text.substring(part + 1));
        return last.size() > 1 || part < 0 ? last : Words.of(text);
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && "_-.:/#".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConstant(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
                return false;
            }
        }
        return text.length() > 2;
    }
}
