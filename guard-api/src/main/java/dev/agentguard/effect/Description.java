package dev.agentguard.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a tool or a field of a schema says of itself, as names that the general reading understands: the first words of
 * each sentence, without the phrases that descriptions begin with. Immutable, safe for use by many threads.
 */
public final class Description {

    private static final int LONGEST = 4_000;
    private static final int MOST_WORDS = 8;
    private static final int MOST_SENTENCES = 20;
    private static final List<String> FINAL = List.of(
            "cannot be undone",
            "can't be undone",
            "can not be undone",
            "irreversible",
            "irreversibly",
            "cannot be recovered",
            "unrecoverable");

    /** In front of a verb these say nothing: {@code It will permanently delete …}. */
    private static final Set<String> FILLING =
            Set.of("this", "tool", "it", "will", "also", "can", "permanently", "irrevocably", "a", "the", "that");

    /** Only in the first sentence; a later one that begins so speaks of other tools: {@code Use x to delete …}. */
    private static final Set<String> OPENING = Set.of(
            "use", "to", "for", "allows", "you", "lets", "helps", "is", "used", "api", "function", "which", "when");

    private static final Set<String> TYPES = Set.of(
            "string",
            "str",
            "number",
            "int",
            "integer",
            "float",
            "bool",
            "boolean",
            "array",
            "list",
            "object",
            "dict",
            "enum",
            "optional",
            "required");

    private final String lower;

    /**
     * Takes a description.
     *
     * @param description the text; what is beyond its first 4,000 characters is not looked at
     */
    public Description(String description) {
        String text = description.length() > LONGEST ? description.substring(0, LONGEST) : description;
        this.lower = text.toLowerCase(Locale.ROOT);
    }

    /**
     * Returns whether it says that there is no way back.
     *
     * @return true if a phrase such as {@code cannot be undone} stands in it
     */
    public boolean saysItIsFinal() {
        for (String phrase : FINAL) {
            if (lower.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns whether a word stands in it by itself.
     *
     * @param word the word, in any case
     * @return true if it does
     */
    public boolean mentions(String word) {
        String sought = word.toLowerCase(Locale.ROOT);
        for (int at = sought.isEmpty() ? -1 : lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + 1)) {
            int end = at + sought.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(lower.charAt(at - 1));
            if (starts && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns each sentence's first words as a name; sentences that say nothing are left out.
     *
     * @return the names in the order of the sentences, words joined by {@code _}
     */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        int start = 0;
        boolean parameter = false;
        for (int i = 0; i <= lower.length() && names.size() < MOST_SENTENCES; i++) {
            if (i == lower.length() || endsSentence(lower.charAt(i))) {
                String sentence = lower.substring(start, i);
                boolean described = parameter; // what stands behind a parameter's colon is about the parameter
                parameter = isParameter(sentence);
                String name = parameter || described ? "" : name(sentence, names.isEmpty());
                if (!name.isEmpty()) {
                    names.add(name);
                }
                parameter &= i < lower.length() && lower.charAt(i) == ':';
                start = i + 1;
            }
        }
        return names;
    }

    /** {@code - charge (string, optional)}: what a parameter is called, not what the tool does. */
    private static boolean isParameter(String sentence) {
        int open = sentence.indexOf('(');
        if (open < 0) {
            return false;
        }
        String name = sentence.substring(0, open).strip();
        int end = open + 1;
        while (end < sentence.length() && Character.isLetter(sentence.charAt(end))) {
            end++;
        }
        return name.lastIndexOf(' ') <= 1 && TYPES.contains(sentence.substring(open + 1, end));
    }

    private static boolean endsSentence(char c) {
        return ".!\n;:<>".indexOf(c) >= 0;
    }

    private static String name(String sentence, boolean first) {
        StringBuilder name = new StringBuilder();
        int words = 0;
        int i = 0;
        while (i < sentence.length() && words < MOST_WORDS) {
            int start = i;
            while (i < sentence.length() && Character.isLetter(sentence.charAt(i))) {
                i++;
            }
            String word = sentence.substring(start, i);
            boolean fills =
                    word.isEmpty() || (words == 0 && (FILLING.contains(word) || (first && OPENING.contains(word))));
            if (!fills) {
                name.append(words == 0 ? "" : "_").append(words == 0 ? base(word) : word);
                words++;
            }
            i = i < sentence.length() && start == i ? i + 1 : i;
        }
        return name.toString();
    }

    /** {@code deletes}, {@code lists}: descriptions use the third person, names do not; they return, names get. */
    private static String base(String verb) {
        if (verb.equals("returns") || verb.equals("return")) {
            return "get";
        }
        if (verb.length() < 4 || !verb.endsWith("s") || verb.endsWith("ss")) {
            return verb;
        }
        if (verb.endsWith("ches") || verb.endsWith("shes") || verb.endsWith("sses") || verb.endsWith("xes")) {
            return verb.substring(0, verb.length() - 2);
        }
        return verb.endsWith("ies") ? verb.substring(0, verb.length() - 3) + "y" : verb.substring(0, verb.length() - 1);
    }
}
