package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether what is unknown in a text could change what the text does. */
final class Certainty {

    /** Set by the system, to a name, a path or a number. */
    private static final Set<String> PLAIN = Set.of(
            "HOME",
            "USER",
            "LOGNAME",
            "PWD",
            "OLDPWD",
            "HOSTNAME",
            "TMPDIR",
            "SHELL",
            "UID",
            "EUID",
            "PPID",
            "RANDOM",
            "SECONDS",
            "LINENO",
            "LANG",
            "TERM",
            "?",
            "$",
            "#",
            "!",
            "0",
            "_");

    /** Ends of names of variables that hold options. */
    private static final List<String> SEVERAL =
            List.of("ARG", "ARGS", "ARGUMENTS", "OPT", "OPTS", "OPTIONS", "FLAGS", "PARAMS", "SWITCHES");

    /** Ends of names of variables that hold where something is. */
    private static final List<String> ADDRESSES = List.of("URL", "URI", "DSN", "ENDPOINT", "HOST", "HOSTNAME");

    private Certainty() {}

    /**
     * Whether an expansion in the text of a script could hold commands. What the environment names by a variable in
     * capitals is taken for a word, unless the script itself set it to what is not known; so is the name of a file that
     * {@code find} puts in. Where one stands in a command's place it is unknown all the same.
     */
    static boolean isOpen(Word word, Shell shell) {
        if (!isOpen(word)) {
            return false;
        }
        String text = word.text();
        boolean found = text.contains("{}");
        for (int i = text.indexOf('$'); i >= 0; i = text.indexOf('$', i + 1)) {
            String name = name(text, i + 1);
            if (text.startsWith("$((", i) || PLAIN.contains(name)) {
                continue;
            }
            if (!isSetting(name) || shell.variable(name) != null) {
                return true;
            }
            found = true;
        }
        return !found || text.indexOf('`') >= 0;
    }

    /** Whether a word is a variable that is named as if it held several words: {@code $CURL_OPTS}. */
    static boolean mayHoldOptions(Word word) {
        if (word.known() || !word.text().startsWith("$")) {
            return false;
        }
        String name = name(word.text(), 1).toUpperCase(Locale.ROOT);
        return name.equals("@") || name.equals("*") || SEVERAL.stream().anyMatch(name::endsWith);
    }

    /** The words with those marked that the environment sets to an address, such as {@code $DATABASE_URL}. */
    static List<Word> addresses(List<Word> words, Shell shell) {
        List<Word> marked = words;
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (!word.known() && isAddress(word.text(), shell)) {
                marked = marked == words ? new ArrayList<>(words) : marked;
                marked.set(i, new Word(word.text(), false, true));
            }
        }
        return marked;
    }

    private static boolean isAddress(String text, Shell shell) {
        if (!text.startsWith("$")) {
            return false;
        }
        String name = name(text, 1);
        boolean whole = text.length() == name.length() + (text.startsWith("${") ? 3 : 1);
        return whole && isSetting(name) && ADDRESSES.stream().anyMatch(name::endsWith) && shell.variable(name) == null;
    }

    /** Whether it is a positional parameter or has the name of a variable of the environment. */
    private static boolean isSetting(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '_' && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Whether an expansion stands in it that could hold more than a name, a path or a number. */
    static boolean isOpen(Word word) {
        if (word.known()) {
            return false;
        }
        String text = word.text();
        boolean found = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '`') {
                return true;
            }
            if (c == '$' && i + 1 < text.length()) {
                if (!text.startsWith("$((", i) && !PLAIN.contains(name(text, i + 1))) {
                    return true;
                }
                found = true;
            }
        }
        return !found;
    }

    private static String name(String text, int from) {
        int start = from < text.length() && text.charAt(from) == '{' ? from + 1 : from;
        int end = start;
        while (end < text.length() && ExpansionParser.isName(text.charAt(end))) {
            end++;
        }
        if (start > from && (end >= text.length() || text.charAt(end) != '}')) {
            return "";
        }
        return end == start && end < text.length() ? text.substring(start, start + 1) : text.substring(start, end);
    }
}
